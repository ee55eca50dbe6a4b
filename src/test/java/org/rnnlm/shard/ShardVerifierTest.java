package org.rnnlm.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Folder;

class ShardVerifierTest {
  private static final Configuration HADOOP = new Configuration();

  @TempDir Path directory;
  private Folder folder;

  @BeforeEach
  void open() {
    folder = Folder.at(directory.toString(), HADOOP);
  }

  @Test
  void aSoundSetHasAllItsSequences() {
    SampleShardSet.write(folder);

    assertThat(verify()).isEqualTo(11 + 5 + 2);
  }

  @ParameterizedTest
  @EnumSource
  void aFlippedByteOfAnySplitIsNamed(Split split) throws IOException {
    SampleShardSet.write(folder);
    Path shard = directory.resolve(split.key() + "/shard-00000.parquet");
    byte[] bytes = Files.readAllBytes(shard);
    bytes[bytes.length / 3] ^= 1;
    Files.write(shard, bytes);

    assertRefused(split.key() + "/shard-00000.parquet does not have the SHA-256 of its manifest");
  }

  @ParameterizedTest
  @ValueSource(ints = {12, -1, Integer.MAX_VALUE})
  void anIdOutsideTheVocabularyIsNamed(int id) {
    write(new int[] {3, 4, 11}, new int[] {5, id, 7});

    assertRefused(
        "train/shard-00000.parquet: sequence 1 has token id "
            + id
            + ", outside the vocabulary of 12");
  }

  @Test
  void tokensThatDoNotAddUpAreNamed() {
    SampleShardSet.write(folder);
    changeManifest("\"targets\" : 63,", "\"targets\" : 64,");

    assertRefused("train holds 63 tokens to predict, the manifest says 64");
  }

  @Test
  void aSequenceLongerThanTheManifestSaysIsNamed() {
    write(new int[] {3, 4, 5, 6, 7, 8, 9}, new int[] {3, 4, 5, 6, 7, 8, 9, 10});

    assertRefused(
        "train/shard-00000.parquet: sequence 1 has 8 tokens, more than the length of 6 and one");
  }

  @Test
  void anArticleOfTwoSplitsIsNamed() {
    int size = SampleShardSet.vocabulary().size();
    List<TokenSequence> valid = SampleShardSet.sequences(5, SampleShardSet.LENGTH, size, 2);
    List<TokenSequence> test =
        List.of(new TokenSequence(0, valid.get(4).article(), new int[] {3, 4, 5}));
    SampleShardSet.write(
        folder,
        SampleShardSet.vocabulary(),
        SampleShardSet.LENGTH,
        Map.of(
            Split.TRAIN,
            SampleShardSet.sequences(11, SampleShardSet.LENGTH, size, 1),
            Split.VALID,
            valid,
            Split.TEST,
            test));

    assertRefused("valid and test both have article " + valid.get(4).article());
  }

  private void write(int[]... tokens) {
    List<TokenSequence> train =
        IntStream.range(0, tokens.length)
            .mapToObj(i -> new TokenSequence(i, 7, tokens[i]))
            .toList();
    SampleShardSet.write(
        folder, SampleShardSet.vocabulary(), SampleShardSet.LENGTH, Map.of(Split.TRAIN, train));
  }

  private void changeManifest(String piece, String change) {
    String text = folder.readText(ShardManifest.NAME);
    assertThat(text).contains(piece);
    folder.write(ShardManifest.NAME, text.replace(piece, change));
  }

  private long verify() {
    return ShardVerifier.verify(ShardSet.open(directory.toString(), HADOOP));
  }

  private void assertRefused(String message) {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(this::verify)
        .withMessageStartingWith(directory + "/" + message);
  }
}
