package org.rnnlm.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.rnnlm.kernel.Cell;
import org.rnnlm.kernel.KernelChoice;
import org.rnnlm.model.ComputeSpec;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.model.Networks;
import org.rnnlm.run.TrainingState;
import org.rnnlm.shard.SequenceMode;
import org.rnnlm.vocabulary.Vocabulary;

/** A model whose distribution is known: the same after whatever it has read. */
class KnownAnswersTest {
  /** How likely padding, unknown, START, END, a, b, c, d, e and the space are. */
  private static final double[] PROBABILITIES = {
    0.001, 0.009, 0.01, 0.08, 0.4, 0.2, 0.15, 0.05, 0.04, 0.06
  };

  private static ScoringModel model(KernelChoice choice) {
    ModelSpec spec = ModelSpec.of(Cell.LSTM, 1, 6);
    Vocabulary vocabulary = TinyModels.LETTERS;
    MultiLayerNetwork network =
        Networks.create(
            spec,
            vocabulary.size(),
            0.01,
            3,
            new ComputeSpec(ComputeSpec.Layers.RNNLM, TinyModels.kernels(choice)));
    network.params().muli(0);
    INDArray bias = network.getOutputLayer().getParam("b");
    for (int id = 0; id < PROBABILITIES.length; id++) {
      bias.putScalar(id, Math.log(PROBABILITIES[id]));
    }
    try {
      return ScoringModel.of(
          network,
          TinyModels.kernels(choice),
          vocabulary,
          TrainingState.start(spec, vocabulary.fingerprint(), "", SequenceMode.STREAM));
    } finally {
      Networks.release(network);
    }
  }

  private static double nats(double... probabilities) {
    double nats = 0;
    for (double probability : probabilities) {
      nats -= Math.log(probability);
    }
    return nats;
  }

  @ParameterizedTest
  @EnumSource(KernelChoice.class)
  void surprisalsAndEntropiesAreThoseOfTheDistribution(KernelChoice choice) {
    double entropy = 0;
    for (double probability : PROBABILITIES) {
      entropy -= probability * Math.log(probability);
    }
    try (TextScorer scorer = model(choice).open()) {
      ScoredText text = scorer.scoreWithEntropy(List.of("ab x")).get(0);
      assertThat(text.totals().nats()).isCloseTo(nats(0.4, 0.2, 0.06, 0.009, 0.08), within(1e-5));
      assertThat(text.tokens().get(3).nats()).isCloseTo(nats(0.009), within(1e-5));
      for (ScoredToken token : text.tokens()) {
        assertThat(token.entropy()).isCloseTo(entropy, within(1e-5));
      }
      assertThat(scorer.words(text).get(1).nats()).isCloseTo(nats(0.06, 0.009), within(1e-5));
    }
  }

  @ParameterizedTest
  @EnumSource(KernelChoice.class)
  void theLikelierSentenceOfAPairIsTheOneOfLikelierTokens(KernelChoice choice) {
    PairAccuracies accuracies = new PairAccuracies();
    try (TextScorer scorer = model(choice).open()) {
      accuracies.add(
          scorer,
          List.of(
              pair("ab", "ad", "letter"), // 0.2 against 0.05
              pair("ba", "ea", "letter"),
              pair("de", "aa", "rare"), // the good one is the less likely
              pair("a", "a", "same"),
              pair("a", "aa", "length"))); // a further token costs
    }
    assertThat(accuracies.all()).isEqualTo(new PairAccuracy(3, 1, 5));
    assertThat(accuracies.paradigms())
        .containsEntry("letter", new PairAccuracy(2, 0, 2))
        .containsEntry("rare", new PairAccuracy(0, 0, 1))
        .containsEntry("same", new PairAccuracy(0, 1, 1))
        .containsEntry("length", new PairAccuracy(1, 0, 1));
    assertThat(accuracies.unknown()).isZero();
  }

  private static MinimalPair pair(String good, String bad, String paradigm) {
    return new MinimalPair(good, bad, Optional.of(paradigm), Optional.empty(), Optional.empty());
  }
}
