package org.rnnlm.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rnnlm.io.DataException;

/** A shard set that {@link SampleShardSet} wrote in format version 1: it must load for ever. */
class GoldenShardSetTest {
  private ShardSet data;

  @BeforeEach
  void open() throws URISyntaxException {
    Path set = Path.of(GoldenShardSetTest.class.getResource("set-1/MANIFEST.json").toURI());
    data = ShardSet.open(set.getParent().toString(), new Configuration());
  }

  @Test
  void itIsSoundButForItsSplitsWhichShareMadeUpArticles() {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> ShardVerifier.verify(data))
        .withMessageContaining("train and valid both have article 1000");
  }

  @Test
  void itsManifestSaysWhatItSaid() {
    ShardManifest manifest = data.manifest();

    assertThat(manifest.sequences()).isEqualTo(SequenceSpec.stream(6));
    assertThat(manifest.leftOut()).isEmpty();
    assertThat(manifest.fingerprint())
        .isEqualTo("02204cc915bc8d10347c265d0cef25fe8e76d908b359e064756dad91a90fdbc4");
    assertThat(manifest.vocabularySize()).isEqualTo(12);
    assertThat(manifest.settings()).containsExactly(entry("prepare.length", "6"));
    assertThat(manifest.pages()).containsOnlyKeys("kept", "read", "redirect");
    assertThat(manifest.split(Split.TRAIN))
        .extracting(
            SplitContent::articles,
            SplitContent::characters,
            SplitContent::targets,
            SplitContent::unknown,
            SplitContent::records)
        .containsExactly(4L, 63L, 63L, 0L, 11L);
  }

  @Test
  void itsTokensAreWhatTheyWere() {
    assertThat(content(Split.TRAIN))
        .containsExactly(
            "0 1000 [10, 5, 11, 6, 9, 8, 7]",
            "1 1000 [5, 6, 9, 4, 11, 8, 10]",
            "2 1000 [10, 3, 6, 5, 11, 9, 3]",
            "3 1001 [7, 11, 4, 4, 8, 11, 9]",
            "4 1001 [5, 7, 10, 6, 10, 11, 11]",
            "5 1001 [5, 10, 4, 4, 9, 4, 9]",
            "6 1002 [10, 11, 9, 8, 7, 3, 10]",
            "7 1002 [9, 11, 9, 4, 5, 6, 5]",
            "8 1002 [4, 3, 9, 3, 8, 11, 7]",
            "9 1003 [6, 11, 5, 8, 9, 7, 3]",
            "10 1003 [3, 6, 4, 9]");
    assertThat(content(Split.VALID))
        .containsExactly(
            "0 1000 [7, 8, 11, 7, 9, 7, 11]",
            "1 1000 [3, 11, 4, 11, 4, 5, 3]",
            "2 1000 [11, 10, 4, 8, 6, 6, 4]",
            "3 1001 [4, 11, 10, 5, 6, 6, 6]",
            "4 1001 [7, 11, 7, 10]");
    assertThat(content(Split.TEST))
        .containsExactly("0 1000 [3, 6, 3, 5, 9, 4, 10]", "1 1000 [5, 10, 4, 4]");
  }

  /** A line a sequence: number, article and tokens. */
  private List<String> content(Split split) {
    return data.split(split).shards().stream()
        .flatMap(shard -> ShardReader.read(data.folder(), shard).stream())
        .map(s -> s.sequence() + " " + s.article() + " " + Arrays.toString(s.tokens()))
        .toList();
  }
}
