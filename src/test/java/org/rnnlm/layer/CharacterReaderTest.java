package org.rnnlm.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What an embedding makes of the characters of words, against the equation written out. */
class CharacterReaderTest {
  private static final int SIZE = 3;
  private static final int FILTERS = 4;
  private static final int WIDTH = 2; // of words' own vectors
  private static final int WORDS = 6;

  private static CharacterReader reader(int width) {
    return new CharacterReader("ab𝔘", SIZE, FILTERS, width);
  }

  @Test
  void aWordIsItsCharactersBetweenTheSignsOfItsBeginningAndEnd() {
    CharacterReader reader = reader(3);

    assertThat(reader.read("b𝔘ax")).containsExactly(1, 4, 5, 3, 0, 2);
    assertThat(reader.read("")).containsExactly(1, 2);
    assertThat(reader.symbols()).isEqualTo(6);
  }

  @Test
  void aLongWordIsItsFirstAndLastCharacters() {
    String long65 = "a".repeat(32) + "x" + "b".repeat(32);

    int[] read = reader(3).read(long65);

    assertThat(read).hasSize(CharacterReader.MOST + 2).doesNotContain(0);
    assertThat(Arrays.stream(read).filter(symbol -> symbol == 3).count()).isEqualTo(32);
    assertThat(reader(3).read(long65.substring(1))).hasSize(66).contains(0);
  }

  @Test
  void charactersAreKnownOnce() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CharacterReader("aba", SIZE, FILTERS, 3))
        .withMessageContaining("not distinct");
  }

  private static MultiLayerNetwork network(CharacterReader reader) {
    MultiLayerNetwork network =
        SmallNetwork.network(
            new TokenEmbedding.Builder().reader(reader).nIn(WORDS).nOut(WIDTH + FILTERS).build(),
            new TokenSoftmax.Builder().nIn(WIDTH + FILTERS).nOut(2).build());
    SmallNetwork.draw(network, 5, 0.7);
    return network;
  }

  /** Ids and symbols of words, [batch, 1 + longest, time]. */
  private static INDArray input(CharacterReader reader, List<List<String>> batch) {
    int longest = 9;
    int steps = batch.get(0).size();
    INDArray input = Nd4j.create(batch.size(), 1 + longest, steps);
    for (int b = 0; b < batch.size(); b++) {
      for (int t = 0; t < steps; t++) {
        input.putScalar(b, 0, t, (b + 2 * t) % WORDS);
        int[] symbols = reader.read(batch.get(b).get(t));
        for (int i = 0; i < symbols.length; i++) {
          input.putScalar(b, 1 + i, t, symbols[i] + 1);
        }
      }
    }
    return input;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 8})
  void whatStandsBesideAWordsVectorIsTheLargestOfEachFilter(int width) {
    CharacterReader reader = reader(width);
    MultiLayerNetwork network = network(reader);
    List<List<String>> batch = List.of(List.of("a", "𝔘bab", ""), List.of("bbbbbb", "?", "ab"));

    INDArray read =
        network.getLayer(0).activate(input(reader, batch), false, LayerWorkspaceMgr.noWorkspaces());

    assertThat(read.shape()).containsExactly(2, WIDTH + FILTERS, 3);
    for (int b = 0; b < 2; b++) {
      for (int t = 0; t < 3; t++) {
        int[] symbols = reader.read(batch.get(b).get(t));
        for (int i = 0; i < WIDTH; i++) {
          assertThat(read.getDouble(b, i, t))
              .isEqualTo(network.getParam("0_W").getDouble((b + 2 * t) % WORDS, i));
        }
        for (int f = 0; f < FILTERS; f++) {
          assertThat(read.getDouble(b, WIDTH + f, t))
              .isCloseTo(largest(network, symbols, width, f), within(1e-6));
        }
      }
    }
  }

  private static double largest(MultiLayerNetwork network, int[] word, int width, int filter) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int place = 0; place <= Math.max(0, word.length - width); place++) {
      double sum = network.getParam("0_b").getDouble(0, filter);
      for (int j = 0; j < width && place + j < word.length; j++) {
        for (int i = 0; i < SIZE; i++) {
          sum +=
              network.getParam("0_F").getDouble(i, j * FILTERS + filter)
                  * network.getParam("0_C").getDouble(word[place + j], i);
        }
      }
      largest = Math.max(largest, Math.tanh(sum));
    }
    return largest;
  }

  @Test
  void wordsWithoutTheirCharactersAreRefused() {
    MultiLayerNetwork network = network(reader(3));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> network.output(Arrays3d.ids(1, WORDS, 2, 3)))
        .withMessageContaining("ids and symbols of their characters");
    INDArray unknown = input(reader(3), List.of(List.of("a"))).putScalar(0, 1, 0, 7);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> network.output(unknown))
        .withMessage("symbol 7.0 is none of the 6 that are known");
  }
}
