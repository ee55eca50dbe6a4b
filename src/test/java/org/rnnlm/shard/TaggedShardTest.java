package org.rnnlm.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Folder;

/** Shards whose words have tags: version 4 of the format, and 5 with the words themselves. */
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
  void wordsAreReadInTheirOwnLetters() {
    List<String> words = List.of("e", "", "ěž𝔘", "a", "s");
    int[] tokens = {5, 1, 1, 6, 7, 3};
    ShardSet data =
        written(
            SENTENCES,
            new TokenSequence(
                0, 70, tokens, TokenSequence.NO_LABEL, new int[] {0, 1, 1, 0, 1}, words),
            sentence(1, new int[] {6, 3}, 1));

    assertThat(ShardVerifier.verify(data)).isEqualTo(3);
    assertThat(words(data)).containsExactly(words, List.of("a"));
    assertThat(data.manifest().version()).isEqualTo(5);
    assertThat(data.manifest().hasWords()).isTrue();
    assertThat(data.manifest().characters()).containsExactly("a", "e", "s", "ě", "ž", "𝔘");
  }

  @Test
  void aWordOfAnotherTokenIsDamage() {
    ShardSet data =
        written(
            SENTENCES,
            new TokenSequence(
                0, 70, new int[] {5, 6, 3}, -1, new int[] {0, 1}, List.of("e", "elsewhere")));

    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> ShardVerifier.verify(data))
        .withMessageContaining("sequence 0 has the token id 6 for the word 'elsewhere'");
  }

  @Test
  void theGoldenSetOfVersion4IsStillReadAndHasNoWords() throws URISyntaxException {
    Path set = Path.of(TaggedShardTest.class.getResource("set-4/MANIFEST.json").toURI());
    ShardSet data = ShardSet.open(set.getParent().toString(), new Configuration());

    assertThat(data.manifest().version()).isEqualTo(4);
    assertThat(data.manifest().hasWords()).isFalse();
    assertThat(ShardVerifier.verify(data)).isEqualTo(4);
    assertThat(words(data)).containsOnly(List.of());
    assertThat(
            ShardReader.read(data.folder(), data.split(Split.TRAIN).shards().get(0)).get(2).tags())
        .containsExactly(0, 1, 0, 0, 1);
  }

  private static List<List<String>> words(ShardSet data) {
    return data.split(Split.TRAIN).shards().stream()
        .flatMap(shard -> ShardReader.read(data.folder(), shard).stream())
        .map(TokenSequence::words)
        .toList();
  }

  @Test
  void aTaggedSentenceIsNotWrittenWithoutItsWords() throws IOException {
    Folder folder = Folder.at(directory.toString(), new Configuration());
    try (ShardWriter writer = ShardWriter.of(SequenceMode.TAGGED, folder, "a.parquet")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> writer.write(sentence(0, new int[] {5, 3}, 1)))
          .withMessage("sequence 0 is a tagged sentence without its words");
    }
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
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new TokenSequence(3, 0, new int[] {4, 5, 3}, -1, new int[2], List.of("a")))
        .withMessage("sequence 3 has 1 words for 2 tags");
  }

  @Test
  void olderProgramsReadWhatIsNotTagged() {
    assertThat(ShardManifest.versionOf(SequenceMode.STREAM)).isEqualTo(3);
    assertThat(ShardManifest.versionOf(SequenceMode.TAGGED)).isEqualTo(5);
  }
}
