package org.rnnlm.prep.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.rnnlm.io.DataException;
import org.rnnlm.io.StoredFile;
import org.rnnlm.shard.SequenceMode;
import org.rnnlm.shard.ShardManifest;
import org.rnnlm.shard.Split;
import org.rnnlm.shard.SplitContent;

/** Which rule divided a shard set, as its manifest says. */
class SplitRuleTest {
  private static final Map<String, String> HASHED =
      Map.of("prepare.valid-share", "0.2", "prepare.test-share", "0.1", "prepare.seed", "3");

  private static SplitRule rule(String key, String value) {
    Map<String, String> settings = new TreeMap<>(HASHED);
    settings.put(key, value);
    SplitContent none = new SplitContent(0, 0, 0, 0, 0, List.of());
    return SplitRule.of(
        new ShardManifest(
            ShardManifest.FORMAT,
            ShardManifest.versionOf(SequenceMode.STREAM),
            SequenceMode.STREAM,
            8,
            0,
            new StoredFile("vocabulary.tsv", 9, "0123"),
            List.of(),
            "4567",
            5,
            settings,
            Map.of(),
            Map.of(),
            List.of(),
            List.of(),
            Arrays.stream(Split.values()).collect(Collectors.toMap(Split::key, split -> none))));
  }

  @Test
  void theHashOfIdsIsThatOfTheSettings() {
    assertThat(rule("prepare.split", "auto")).isEqualTo(new SplitRule(0.2, 0.1, 3));
    assertThat(rule("prepare.split-field", "")).isEqualTo(new SplitRule(0.2, 0.1, 3));
  }

  @Test
  void splitsThatRecordsOrFilesToldAreNoHashs() {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> rule("prepare.split-field", "part"))
        .withMessage(
            "the shard set's articles are in the splits that their records' field 'part' named"
                + " (prepare.split-field), which nothing here knows");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> rule("prepare.split", "file"))
        .withMessage(
            "the shard set's articles are in the splits that their files' names told"
                + " (prepare.split = file), which nothing here knows");
  }

  @Test
  void aManifestThatDoesNotTellIsRefused() {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> rule("prepare.seed", "none"))
        .withMessage(
            "the shard set's manifest lacks prepare.valid-share, prepare.test-share or"
                + " prepare.seed");
  }
}
