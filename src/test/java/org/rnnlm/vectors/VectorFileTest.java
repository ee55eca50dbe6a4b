package org.rnnlm.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Hashes;
import org.rnnlm.vocabulary.TokenKind;
import org.rnnlm.vocabulary.TokenSpec;
import org.rnnlm.vocabulary.Vocabulary;

class VectorFileTest {
  private static final Configuration HADOOP = new Configuration();

  /** Ids from 4 on: the, King, Hen, a line's end, rare; 3 tokens are unknown. */
  private static final Vocabulary VOCABULARY =
      Vocabulary.of(
          TokenSpec.of(TokenKind.WORDS),
          List.of(
              entry("the", 50),
              entry("King", 30),
              entry("Hen", 10),
              entry("\n", 6),
              entry("rare", 1)),
          100,
          7,
          0,
          1);

  @TempDir private Path folder;

  private static Vocabulary.Entry entry(String token, long count) {
    return new Vocabulary.Entry(token, count);
  }

  private PretrainedVectors read(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    try (OutputStream out =
        name.endsWith(".gz")
            ? new GZIPOutputStream(Files.newOutputStream(file))
            : Files.newOutputStream(file)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return VectorFile.read(file.toString(), HADOOP, 3, VOCABULARY);
  }

  private static int id(String token) {
    return VOCABULARY.find(token).orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"5 3\n", ""})
  void bothFormatsAreRead(String header) throws IOException {
    for (String name : new String[] {"plain.txt", "packed.txt.gz"}) {
      PretrainedVectors vectors =
          read(
              name,
              header + "the 1 -2 3e-1\nking 4 5 6 \nother 7 8 9\n</s> 0.5 0.25 0\n\\n\t1\t1\t2\n");

      assertThat(vectors.vector(id("the"))).containsExactly(1, -2, 0.3f);
      assertThat(vectors.vector(id("King"))).as("by lower case").containsExactly(4, 5, 6);
      assertThat(vectors.vector(id("\n"))).containsExactly(1, 1, 2);
      assertThat(vectors.vector(Vocabulary.END)).containsExactly(0.5f, 0.25f, 0);
      assertThat(vectors.covers(id("rare"))).isFalse();
      assertThat(vectors.covers(Vocabulary.UNKNOWN)).isFalse();
      assertThat(vectors.coverage())
          .isEqualTo(
              new VectorCoverage(
                  folder.resolve(name).toString(),
                  Hashes.sha256(Files.readAllBytes(folder.resolve(name))),
                  3,
                  5,
                  0,
                  5,
                  3,
                  1,
                  100,
                  86));
      assertThat(vectors.coverage().summary())
          .isEqualTo(
              "3 of 5 types (60.0 %; 1 by their lower-case form), 86.0 % of the training tokens");
    }
  }

  @Test
  void theExactFormWinsWhereverItStandsAndTheFirstOfSeveral() throws IOException {
    PretrainedVectors vectors =
        read("v", "king 1 1 1\nKing 2 2 2\nking 3 3 3\nKing 4 4 4\nhen 5 5 5\nhen 6 6 6\n");

    assertThat(vectors.vector(id("King"))).containsExactly(2, 2, 2);
    assertThat(vectors.vector(id("Hen"))).containsExactly(5, 5, 5);
    assertThat(read("w", "Hen 1 1 1\nhen 2 2 2\n").vector(id("Hen"))).containsExactly(1, 1, 1);
    assertThat(vectors.coverage().duplicates()).isEqualTo(1);
    assertThat(vectors.coverage().byLowerCase()).isEqualTo(1);
  }

  @Test
  void aTokenMayHoldSpaces() throws IOException {
    PretrainedVectors vectors = read("v", "the 1 2 3\n. . . 4 5 6\nHen 7 8 9\n");

    assertThat(vectors.coverage().vectors()).isEqualTo(3);
    assertThat(vectors.vector(id("Hen"))).containsExactly(7, 8, 9);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "the 1 2 3;Hen 4 5 | line 2 has 2 values, the vectors have 3",
        "2 3;the 1 2 3;Hen 4 5 6 7 | line 3 has more than 3 values",
        "the 1 2 3;;Hen 4 5 6 | line 2 has 0 values",
        "other 1 2 3;Hen 4 x 6 | line 2 has 'x' where a finite number must be",
        "Hen 4 NaN 6 | line 1 has 'NaN'",
        "3 3;the 1 2 3 | line 1 says 3 vectors, there are 1",
        "1 4;the 1 2 3 4 | line 1: vectors are 4 wide, and model.embedding-size is 3",
        "the 1 2 3 4 | line 1: vectors are 4 wide, and model.embedding-size is 3",
        "'' | is empty"
      })
  void whatIsWrongIsNamedByItsLine(String lines, String message) {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> read("v", lines.isEmpty() ? "" : lines.replace(';', '\n') + "\n"))
        .withMessageStartingWith(folder.resolve("v").toString())
        .withMessageContaining(message);
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> VectorFile.read(folder + "/none", HADOOP, 3, VOCABULARY))
        .withMessage(folder + "/none does not exist; give a file of vectors");
  }

  @ParameterizedTest
  @ValueSource(strings = {"v.txt", "v.txt.gz", "v.txt.bz2"})
  void whatIsWrittenIsReadAgainBitForBit(String name) {
    String location = folder.resolve(name).toString();
    Map<Integer, float[]> written = new TreeMap<>();
    for (int id : new int[] {Vocabulary.UNKNOWN, Vocabulary.END, id("the"), id("King"), id("\n")}) {
      written.put(id, new float[] {id / 3f, -Float.MIN_VALUE, 1e30f});
    }
    VectorFile.write(location, HADOOP, VOCABULARY, written);

    PretrainedVectors read = VectorFile.read(location, HADOOP, 3, VOCABULARY);
    written.forEach((id, vector) -> assertThat(read.vector(id)).isEqualTo(vector));
    assertThat(read.covers(id("rare"))).isFalse();
    assertThat(read.coverage().coveredTypes()).isEqualTo(3);
  }
}
