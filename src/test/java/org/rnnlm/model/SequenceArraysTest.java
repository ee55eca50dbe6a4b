package org.rnnlm.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.rnnlm.shard.TokenSequence;
import org.rnnlm.text.Text;

/** Two or three sequences of four or five steps over seven tokens. */
class SequenceArraysTest {
  private static final int VOCABULARY = 7;
  private static final TokenInput ONE_HOT = TokenInput.ONE_HOT;
  private static final TokenInput IDS = TokenInput.IDS;
  private static final List<TokenSequence> EVEN =
      List.of(sequence(0, 3, 4, 6, 5, 0), sequence(1, 1, 2, 2, 6, 3));
  private static final List<TokenSequence> RAGGED =
      List.of(sequence(5, 3, 4), sequence(6, 6, 5, 4, 3, 2, 1), sequence(7, 2, 6, 6));

  @Test
  void inputsAreAllTokensButTheLast() {
    INDArray inputs = SequenceArrays.of(EVEN, IDS, VOCABULARY).getFeatures();

    assertThat(inputs.shape()).containsExactly(2, 1, 4);
    assertThat(inputs.reshape(2, 4).toFloatMatrix())
        .isDeepEqualTo(new float[][] {{3, 4, 6, 5}, {1, 2, 2, 6}});
  }

  @Test
  void targetsAreAllTokensButTheFirst() {
    INDArray targets = SequenceArrays.of(EVEN, IDS, VOCABULARY).getLabels();

    assertThat(targets.shape()).containsExactly(2, 1, 4);
    assertThat(targets.reshape(2, 4).toFloatMatrix())
        .isDeepEqualTo(new float[][] {{4, 6, 5, 0}, {2, 2, 6, 3}});
  }

  @Test
  void sequencesOfOneLengthNeedNoMask() {
    DataSet arrays = SequenceArrays.of(EVEN, IDS, VOCABULARY);

    assertThat(arrays.getLabelsMaskArray()).isNull();
    assertThat(arrays.getFeaturesMaskArray()).isNull();
  }

  @Test
  void oneHotInputsHaveTheirOneAtTheToken() {
    INDArray inputs = SequenceArrays.of(EVEN, ONE_HOT, VOCABULARY).getFeatures();

    assertThat(inputs.shape()).containsExactly(2, 7, 4); // [batch, vocabulary, time]
    for (int b = 0; b < 2; b++) {
      for (int t = 0; t < 4; t++) {
        for (int token = 0; token < VOCABULARY; token++) {
          assertThat(inputs.getFloat(b, token, t))
              .as("sequence %d, token %d, step %d", b, token, t)
              .isEqualTo(token == EVEN.get(b).tokens()[t] ? 1 : 0);
        }
      }
    }
  }

  @Test
  void shorterSequencesArePaddedAndMasked() {
    DataSet arrays = SequenceArrays.of(RAGGED, IDS, VOCABULARY);

    assertThat(arrays.getFeatures().reshape(3, 5).toFloatMatrix())
        .isDeepEqualTo(new float[][] {{3, 0, 0, 0, 0}, {6, 5, 4, 3, 2}, {2, 6, 0, 0, 0}});
    assertThat(arrays.getLabels().reshape(3, 5).toFloatMatrix())
        .isDeepEqualTo(new float[][] {{4, 0, 0, 0, 0}, {5, 4, 3, 2, 1}, {6, 6, 0, 0, 0}});
    assertThat(arrays.getLabelsMaskArray().toFloatMatrix())
        .isDeepEqualTo(new float[][] {{1, 0, 0, 0, 0}, {1, 1, 1, 1, 1}, {1, 1, 0, 0, 0}});
    assertThat(arrays.getFeaturesMaskArray()).isNull();
  }

  @Test
  void thePaddingOfOneHotInputsIsThePaddingToken() {
    INDArray inputs = SequenceArrays.of(RAGGED, ONE_HOT, VOCABULARY).getFeatures();

    assertThat(inputs.shape()).containsExactly(3, 7, 5);
    assertThat(inputs.sum(1).toFloatMatrix()).isDeepEqualTo(filled(3, 5));
    assertThat(inputs.getFloat(2, 0, 4)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {7, -1, Integer.MAX_VALUE})
  void aTokenOutsideTheVocabularyIsNamed(int id) {
    List<TokenSequence> batch = List.of(sequence(11, 1, 2), sequence(12, 3, 4, id));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> SequenceArrays.of(batch, ONE_HOT, VOCABULARY))
        .withMessage(
            Text.format("sequence 12: token 2 has id %d, outside the vocabulary of 7", id));
  }

  @Test
  void aBatchHasAtLeastOneSequence() {
    assertThatExceptionOfType(NoSuchElementException.class)
        .isThrownBy(() -> SequenceArrays.of(List.of(), ONE_HOT, VOCABULARY));
  }

  @Test
  void stepsAreThreeDimensional() {
    int[] tokens = {5, 1, 6};

    INDArray embedded = SequenceArrays.steps(tokens, IDS, VOCABULARY);
    assertThat(embedded.shape()).containsExactly(1, 1, 3);
    assertThat(embedded.reshape(3).toFloatVector()).containsExactly(5, 1, 6);

    INDArray oneHot = SequenceArrays.steps(tokens, ONE_HOT, VOCABULARY);
    assertThat(oneHot.shape()).containsExactly(1, 7, 3);
    assertThat(oneHot.argMax(1).reshape(3).toIntVector()).containsExactly(5, 1, 6);
    assertThat(oneHot.sumNumber().intValue()).isEqualTo(3);
  }

  private static TokenSequence sequence(long number, int... tokens) {
    return new TokenSequence(number, 17, tokens);
  }

  private static float[][] filled(int rows, int columns) {
    float[][] ones = new float[rows][columns];
    for (float[] row : ones) {
      Arrays.fill(row, 1);
    }
    return ones;
  }
}
