package org.rnnlm.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Folder;

/** Shards whose words have tags: version 4 of the format. */
class TaggedShardTest {
  private static final SequenceSpec SENTENCES = new SequenceSpec(SequenceMode.TAGGED, 5, 0);

  @TempDir private Path directory;

  private static TokenSequence sentence(int number, int[] tokens, int... tags) {
    return new TokenSequence(number, 70 + number, tokens, TokenSequence.NO_LABEL, tags);
  }

  private ShardSet written(SequenceSpec spec, TokenSequence... training) {
    SampleShardSet.write(
        Folder.at(directory.toString(), new Configuration()),
        SampleShardSet.vocabulary(),
        spec,
        Map.of(
            Split.TRAIN,
            List.of(training),
            Split.VALID,
            List.of(new TokenSequence(0, 80, training[0].tokens(), -1, training[0].tags()))));
    return ShardSet.open(directory.toString(), new Configuration());
  }

  @Test
  void tagsAreReadAsTheyWereWritten() {
    ShardSet data =
        written(
            SENTENCES,
            sentence(0, new int[] {4, 5, 3}, 1, 0),
            sentence(1, new int[] {6, 3}, 1),
            sentence(2, new int[] {4, 4, 5, 6, 7, 3}, 0, 1, 0, 0, 1));

    assertThat(ShardVerifier.verify(data)).isEqualTo(4);
    assertThat(data.split(Split.TRAIN).targets()).isEqualTo(8);
    List<TokenSequence> read =
        data.split(Split.TRAIN).shards().stream()
            .flatMap(shard -> ShardReader.read(data.folder(), shard).stream())
            .toList();
    assertThat(read)
        .extracting(TokenSequence::tags)
        .containsExactly(new int[] {1, 0}, new int[] {1}, new int[] {0, 1, 0, 0, 1});
    assertThat(read.get(2).tokens()).containsExactly(4, 4, 5, 6, 7, 3);
    assertThat(ArticleTokens.find(data, Split.TRAIN, 70)).containsExactly(4, 5);
  }

  @Test
  void aTagThatTheManifestDoesNotNameIsDamage() {
    ShardSet data = written(SENTENCES, sentence(0, new int[] {4, 5, 3}, 1, 2));

    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> ShardVerifier.verify(data))
        .withMessageContaining("sequence 0 has a tag 2, and the manifest names 2 tags");
  }

  @Test
  void aSentenceThatDoesNotEndIsDamage() {
    ShardSet data = written(SENTENCES, sentence(0, new int[] {4, 5, 6}, 1, 0));

    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> ShardVerifier.verify(data))
        .withMessageContaining("does not stop at END");
  }

  @Test
  void aStreamWithTagsIsDamage() {
    ShardSet data = written(SequenceSpec.stream(5), sentence(0, new int[] {4, 5, 3}, 1, 0));

    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> ShardVerifier.verify(data))
        .withMessageContaining("has a tag 1, and the manifest names 0 tags");
  }

  @Test
  void everyWordHasATagOrNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sentence(3, new int[] {4, 5, 3}, 1))
        .withMessage("sequence 3 has 1 tags for 2 tokens");
  }

  @Test
  void olderProgramsReadWhatIsNotTagged() {
    assertThat(ShardManifest.versionOf(SequenceMode.STREAM)).isEqualTo(3);
    assertThat(ShardManifest.versionOf(SequenceMode.TAGGED)).isEqualTo(4);
  }
}
