package org.rnnlm.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnlm.checkpoint.CheckpointStore;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Folder;
import org.rnnlm.kernel.Cell;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.model.Networks;
import org.rnnlm.run.TrainingState;
import org.rnnlm.shard.SequenceMode;
import org.rnnlm.vocabulary.TokenKind;
import org.rnnlm.vocabulary.TokenSpec;
import org.rnnlm.vocabulary.Vocabulary;
import org.rnnlm.vocabulary.VocabularyFile;

/** What a place holds is told apart from what it held before, and from nothing else. */
class PlaceStateTest {
  private static final ModelSpec MODEL = ModelSpec.of(Cell.GRU, 1, 3);

  private final Configuration hadoop = new Configuration(false);

  @TempDir private Path folder;

  private static Vocabulary letters(String... letters) {
    List<Vocabulary.Entry> entries =
        Stream.of(letters).map(letter -> new Vocabulary.Entry(letter, 9)).toList();
    return Vocabulary.of(TokenSpec.of(TokenKind.CHARACTERS), entries, 100, 1, 0, 1);
  }

  private void checkpoint(int round, long seed, Vocabulary vocabulary) {
    MultiLayerNetwork network = Networks.create(MODEL, vocabulary.size(), 0.01, seed);
    CheckpointStore.of(Folder.at(folder.toString(), hadoop))
        .write(
            round,
            network,
            vocabulary,
            TrainingState.start(MODEL, vocabulary.fingerprint(), "none", SequenceMode.STREAM));
    Networks.release(network);
  }

  private String state(String key) {
    return PlaceState.of(key, folder.toString(), hadoop);
  }

  @Test
  void vectorsThatChangeAreOthers() throws IOException {
    Path file = Files.writeString(folder.resolve("vectors.txt"), "1");
    String before = PlaceState.of("train.vectors", file.toString(), hadoop);
    assertThat(PlaceState.of("train.vectors", file.toString(), hadoop)).isEqualTo(before);
    Files.writeString(file, "22");
    String longer = PlaceState.of("train.vectors", file.toString(), hadoop);
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_000));
    assertThat(PlaceState.of("train.vectors", file.toString(), hadoop)).isNotIn(before, longer);
    assertThat(longer).isNotEqualTo(before);
    assertThat(PlaceState.of("train.vectors", folder.resolve("none").toString(), hadoop))
        .isEqualTo(PlaceState.of("train.vectors", folder.resolve("neither").toString(), hadoop));
  }

  @Test
  void anAncestorWhoseCheckpointChangesIsAnother() {
    checkpoint(1, 5, letters("a", "b"));
    String first = state("train.from");
    checkpoint(2, 6, letters("a", "b"));
    String further = state("train.from");
    checkpoint(2, 7, letters("a", "b"));
    assertThat(List.of(first, further, state("train.from"))).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(strings = {"train.from", "prepare.vocabulary"})
  void whatIsWrittenBesideTheCheckpointsOfARunChangesNothing(String key) throws IOException {
    checkpoint(1, 5, letters("a", "b"));
    Files.writeString(folder.resolve("report.html"), "<html>");
    String before = state(key);
    Files.writeString(folder.resolve("report.html"), "<html lang=en>");
    Files.writeString(Files.createDirectories(folder.resolve("claims")).resolve("1"), "alive");
    Files.setLastModifiedTime(
        folder.resolve("checkpoints/round-000001/model.zip"), FileTime.fromMillis(1_000));
    assertThat(state(key)).isEqualTo(before);
  }

  @Test
  void aVocabularyOfOtherTokensIsAnotherAndOneOfOtherWeightsIsNot() throws IOException {
    checkpoint(1, 5, letters("a", "b"));
    String before = state("prepare.vocabulary");
    checkpoint(2, 6, letters("a", "b"));
    assertThat(state("prepare.vocabulary")).isEqualTo(before);
    Path file =
        Files.writeString(
            folder.resolve(VocabularyFile.NAME), VocabularyFile.format(letters("a", "b")));
    assertThat(PlaceState.of("prepare.vocabulary", file.toString(), hadoop)).isEqualTo(before);
    checkpoint(3, 7, letters("a", "c"));
    assertThat(state("prepare.vocabulary")).isNotEqualTo(before);
  }

  @Test
  void aSettingThatNamesNoPlaceHoldsNothingAndAPlaceWithoutAModelIsRefused() {
    assertThat(PlaceState.of("train.epochs", "2", hadoop)).isEmpty();
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> state("train.from"))
        .withMessageContaining("has no complete checkpoint");
  }
}
