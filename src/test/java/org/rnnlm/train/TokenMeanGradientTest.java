package org.rnnlm.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.rnnlm.kernel.Cell;
import org.rnnlm.model.Clipping;
import org.rnnlm.model.EmbeddingSpec;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.model.Networks;
import org.rnnlm.model.SequenceArrays;
import org.rnnlm.model.TokenInput;
import org.rnnlm.run.GradientNorms;
import org.rnnlm.shard.TokenSequence;

/** Against DL4J's own gradient, which is summed over sequences and steps. */
class TokenMeanGradientTest {
  private static final ModelSpec MODEL =
      ModelSpec.of(Cell.LSTM, 1, 5).with(EmbeddingSpec.trained(4));
  private static final int VOCABULARY = 9;
  private static final List<TokenSequence> BATCH =
      List.of(
          new TokenSequence(0, 1, new int[] {4, 5, 6, 7, 8}),
          new TokenSequence(1, 1, new int[] {8, 4, 5}),
          new TokenSequence(2, 1, new int[] {6, 6, 7, 4}));
  private static final int TOKENS = 4 + 2 + 3;

  private final MultiLayerNetwork network = Networks.create(MODEL, VOCABULARY, 0.01, 3);

  private INDArray summed() {
    DataSet arrays = SequenceArrays.of(BATCH, TokenInput.IDS, VOCABULARY);
    network.setInput(arrays.getFeatures());
    network.setLabels(arrays.getLabels());
    network.setLayerMaskArrays(null, arrays.getLabelsMaskArray());
    network.computeGradientAndScore();
    return network.gradient().gradient().dup();
  }

  /** What the updater descends. */
  private INDArray descended(Clipping clipping) {
    summed();
    TokenMeanGradient listener = new TokenMeanGradient(clipping);
    listener.expect(BATCH.size(), TOKENS);
    listener.onGradientCalculation(network);
    return network.gradient().gradient().dup();
  }

  private static double distance(INDArray one, INDArray other) {
    return one.sub(other).norm2Number().doubleValue() / other.norm2Number().doubleValue();
  }

  @Test
  void withoutLimitsTheGradientIsThatOfTheMeanLossPerToken() {
    assertThat(distance(descended(new Clipping(0, 0)), summed().div(TOKENS))).isLessThan(1e-6);
  }

  private GradientNorms told(Clipping clipping, int... tokensOfWindows) {
    TokenMeanGradient listener = new TokenMeanGradient(clipping);
    listener.expect(BATCH.size(), tokensOfWindows);
    for (int i = 0; i < tokensOfWindows.length; i++) {
      summed();
      listener.onGradientCalculation(network);
      listener.iterationDone(network, i, 0);
    }
    return listener.norms();
  }

  @Test
  void normsAreToldAsTheyWereBeforeClippingByNormAndByValue() {
    INDArray mean = summed().div(TOKENS);
    double norm = mean.norm2Number().doubleValue();
    double most = mean.amaxNumber().doubleValue();
    for (Clipping limits :
        new Clipping[] {
          new Clipping(0, norm / 3), new Clipping(most / 2, 0), new Clipping(most / 2, norm / 9)
        }) {
      GradientNorms clipped = told(limits, TOKENS);
      assertThat(clipped.steps()).isEqualTo(1);
      assertThat(clipped.mean()).isCloseTo(norm, within(1e-6 * norm));
      assertThat(clipped.largest()).isEqualTo(clipped.mean());
      assertThat(clipped.clipped()).isEqualTo(1);
    }
    for (Clipping limits : new Clipping[] {Clipping.NONE, new Clipping(most * 1.01, norm * 1.01)}) {
      GradientNorms whole = told(limits, TOKENS);
      assertThat(whole.mean()).isCloseTo(norm, within(1e-6 * norm));
      assertThat(whole.clipped()).isZero();
    }
  }

  @Test
  void windowsOfABatchAreStepsAndThoseWithoutTokensAreNot() {
    double norm = summed().norm2Number().doubleValue();
    GradientNorms norms = told(new Clipping(0, norm / 8), TOKENS, 0, 3);
    assertThat(norms.steps()).isEqualTo(2);
    assertThat(norms.mean()).isCloseTo((norm / TOKENS + norm / 3) / 2, within(1e-6 * norm));
    assertThat(norms.largest()).isCloseTo(norm / 3, within(1e-6 * norm));
    assertThat(norms.clipped()).isEqualTo(0.5);
  }

  @Test
  void aNormAboveTheLimitIsScaledToItAndKeepsItsDirection() {
    INDArray mean = summed().div(TOKENS);
    double norm = mean.norm2Number().doubleValue();
    INDArray clipped = descended(new Clipping(0, norm / 3));
    assertThat(clipped.norm2Number().doubleValue()).isCloseTo(norm / 3, within(1e-6 * norm));
    assertThat(distance(clipped.mul(3), mean)).isLessThan(1e-6);
  }

  @Test
  void aNormBelowTheLimitStays() {
    INDArray mean = summed().div(TOKENS);
    double norm = mean.norm2Number().doubleValue();
    assertThat(distance(descended(new Clipping(0, norm * 1.01)), mean)).isLessThan(1e-6);
  }

  @Test
  void componentsAreClippedByValueBeforeTheNorm() {
    INDArray mean = summed().div(TOKENS);
    double limit = mean.amaxNumber().doubleValue() / 2;
    INDArray expected = Transforms.max(Transforms.min(mean, limit), -limit);
    INDArray clipped = descended(new Clipping(limit, 0));
    assertThat(distance(clipped, expected)).isLessThan(1e-6);
    assertThat(distance(clipped, mean)).isGreaterThan(0.01);
    double norm = expected.norm2Number().doubleValue();
    assertThat(distance(descended(new Clipping(limit, norm / 2)).mul(2), expected))
        .isLessThan(1e-6);
  }
}
