package org.rnnlm.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.dataset.DataSet;
import org.rnnlm.kernel.Cell;
import org.rnnlm.kernel.KernelChoice;
import org.rnnlm.model.DropoutSpec;
import org.rnnlm.model.EmbeddingSpec;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.model.Networks;
import org.rnnlm.model.SequenceArrays;
import org.rnnlm.model.TokenInput;
import org.rnnlm.shard.SequenceMode;
import org.rnnlm.shard.TokenSequence;

class GradientSizesTest {
  private static final int STRETCH = 4;
  private static final ModelSpec SPEC =
      ModelSpec.of(Cell.LSTM, 1, 7).with(EmbeddingSpec.trained(5));
  private static final List<TokenSequence> FIRST =
      List.of(sequence(4, 5, 6, 7, 8), sequence(8, 7, 4));
  private static final List<TokenSequence> SECOND = List.of(sequence(5, 5, 9, 9, 4));

  private static TokenSequence sequence(int... tokens) {
    return new TokenSequence(0, 0, tokens);
  }

  private static ScoringModel model(ModelSpec spec) {
    return TinyModels.of(spec, KernelChoice.AUTO, SequenceMode.STREAM, TinyModels.LETTERS);
  }

  private static GradientSizes measured(ScoringModel model, List<List<TokenSequence>> batches) {
    return GradientSizes.of(model, STRETCH, batches.iterator());
  }

  /** Returns the gradient of a batch's mean loss, by a network that reads sequences whole. */
  private static float[] gradient(ScoringModel model, List<TokenSequence> batch) {
    MultiLayerNetwork network = model.network();
    DataSet arrays = SequenceArrays.of(batch, TokenInput.of(network), TinyModels.LETTERS.size());
    network.setInput(arrays.getFeatures());
    network.setLabels(arrays.getLabels());
    network.setLayerMaskArrays(null, arrays.getLabelsMaskArray());
    network.computeGradientAndScore();
    float tokens = batch.stream().mapToInt(TokenSequence::targets).sum();
    float[] gradient = network.gradient().gradient().div(tokens).dup().data().asFloat();
    Networks.release(network);
    return gradient;
  }

  @Test
  void theyAreTheRootsOfTheMeanSquaresOfTheGradientsOfMeanLosses() {
    ScoringModel model = model(SPEC);
    float[] first = gradient(model, FIRST);
    float[] second = gradient(model, SECOND);
    float[] sizes = measured(model, List.of(FIRST, SECOND)).values();
    assertThat(sizes).hasSameSizeAs(first);
    for (int i = 0; i < sizes.length; i++) {
      double expected = Math.sqrt((first[i] * first[i] + second[i] * second[i]) / 2.0);
      assertThat((double) sizes[i]).isCloseTo(expected, within(1e-6));
    }
  }

  @Test
  void eachStretchOfALongSequenceHasAGradientOfItsOwnAndNothingMovesMeanwhile() {
    ScoringModel model = model(SPEC.with(DropoutSpec.of(0.5)));
    int[] once = {4, 5, 6, 7, 8, 4, 7, 9, 9};
    List<List<TokenSequence>> batches = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      batches.add(List.of(sequence(once)));
    }
    float[] sizes = measured(model, batches.subList(0, 1)).values();
    assertThat(measured(model, batches).values())
        .usingComparatorWithPrecision(1e-6f)
        .containsExactly(sizes);
    assertThat(gradient(model, batches.get(0))).isNotEqualTo(sizes);
    assertThat(sizes).doesNotContain(Float.NaN);
  }

  @Test
  void aModelThatLearnsByThemIsSurprisedLessByWhatComesAgainAndADecayHoldsItBack() {
    ScoringModel model = model(SPEC);
    Iterator<List<TokenSequence>> batches = List.of(FIRST, SECOND).iterator();
    GradientSizes sizes = GradientSizes.of(model, STRETCH, batches);
    int[] text = new int[400];
    Arrays.setAll(text, i -> 4 + i % 7 % 3);
    double still = nats(model, new Adaptation(0, 0, STRETCH, Optional.of(sizes)), text);
    double learning = nats(model, new Adaptation(0.005, 0, STRETCH, Optional.of(sizes)), text);
    double held = nats(model, new Adaptation(0.005, 0.1, STRETCH, Optional.of(sizes)), text);
    assertThat(learning).isLessThan(0.8 * still);
    assertThat(held).isBetween(learning * 1.01, still * 0.99);
  }

  private static double nats(ScoringModel model, Adaptation adaptation, int[] text) {
    try (RunningScorer scorer = model.openRunning(adaptation)) {
      scorer.begin();
      return scorer.nats(text);
    }
  }
}
