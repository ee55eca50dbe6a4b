package org.rnnlm.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Folder;

/** Shards whose sequences have classes: version 3 of the format. */
class LabelledShardTest {
  private static final SequenceSpec TEXTS = new SequenceSpec(SequenceMode.LABELLED, 5, 0);

  @TempDir private Path directory;

  private static List<TokenSequence> texts(int... labels) {
    return List.of(
        new TokenSequence(0, 70, new int[] {2, 4, 5, 3}, labels[0]),
        new TokenSequence(1, 71, new int[] {2, 6, 3}, labels[1]),
        new TokenSequence(2, 75, new int[] {2, 5, 4, 4, 7, 3}, labels[2]));
  }

  private ShardSet written(SequenceSpec spec, List<TokenSequence> training) {
    Folder folder = Folder.at(directory.toString(), new Configuration());
    List<TokenSequence> valid =
        List.of(new TokenSequence(0, 80, new int[] {2, 7, 3}, training.get(0).label()));
    SampleShardSet.write(
        folder,
        SampleShardSet.vocabulary(),
        spec,
        Map.of(Split.TRAIN, training, Split.VALID, valid));
    return ShardSet.open(directory.toString(), new Configuration());
  }

  private static List<Integer> labels(ShardSet data) {
    return data.split(Split.TRAIN).shards().stream()
        .flatMap(shard -> ShardReader.read(data.folder(), shard).stream())
        .map(TokenSequence::label)
        .toList();
  }

  @Test
  void classesAreReadAsTheyWereWritten() {
    ShardSet data = written(TEXTS, texts(1, 0, 1));

    ShardVerifier.verify(data);
    assertThat(labels(data)).containsExactly(1, 0, 1);
    assertThat(data.manifest().classes()).isEqualTo(SampleShardSet.CLASSES);
  }

  @Test
  void theGoldenSetOfVersion3IsStillRead() throws URISyntaxException {
    Path set = Path.of(LabelledShardTest.class.getResource("set-3/MANIFEST.json").toURI());
    ShardSet data = ShardSet.open(set.getParent().toString(), new Configuration());

    assertThat(data.manifest().version()).isEqualTo(3);
    assertThat(ShardVerifier.verify(data)).isEqualTo(4);
    assertThat(labels(data)).containsExactly(1, 0, 1);
  }

  @Test
  void aClassThatTheManifestDoesNotNameIsDamage() {
    ShardSet data = written(TEXTS, texts(1, 2, 1));

    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> ShardVerifier.verify(data))
        .withMessageContaining("sequence 1 is of class 2, and the manifest names 2 classes");
  }

  @Test
  void aStreamWithClassesIsDamage() {
    ShardSet data = written(SequenceSpec.stream(5), texts(1, 0, 1));

    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> ShardVerifier.verify(data))
        .withMessageContaining("is of class 1, and the manifest names 0 classes");
  }

  /** START counts among the steps, END is not read. */
  @ParameterizedTest
  @CsvSource({
    "END, 7, '2 10 11 12 13 14 3'",
    "END, 6, '2 10 11 12 13 14 3'",
    "END, 4, '2 10 11 12 3'",
    "BEGINNING, 4, '2 12 13 14 3'",
    "BEGINNING, 1, '2 3'"
  })
  void aTextIsCutAtTheSideAskedFor(Cut cut, int length, String expected) {
    int[] framed = cut.framed(new int[] {10, 11, 12, 13, 14}, length);

    assertThat(framed)
        .isEqualTo(List.of(expected.split(" ")).stream().mapToInt(Integer::parseInt).toArray());
  }
}
