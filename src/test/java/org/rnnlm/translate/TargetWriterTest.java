package org.rnnlm.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.rnnlm.kernel.Bf16Choice;
import org.rnnlm.kernel.Cell;
import org.rnnlm.kernel.KernelChoice;
import org.rnnlm.kernel.KernelSpec;
import org.rnnlm.layer.KernelLayers;
import org.rnnlm.model.Architecture;
import org.rnnlm.model.ComputeSpec;
import org.rnnlm.model.EmbeddingSpec;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.model.Networks;
import org.rnnlm.model.PairArrays;
import org.rnnlm.search.BeamSpec;
import org.rnnlm.search.Hypothesis;
import org.rnnlm.shard.PairSequences;
import org.rnnlm.shard.TokenSequence;

class TargetWriterTest {
  private static final int TOKENS = 7; // ids 4, 5 and 6 can be written, and END
  private static final int LONGEST = 4;
  private static final int ALL = 1 + 3 + 9 + 27 + 81; // targets of at most 4 of 3 tokens
  private static final int[] SOURCE = {5, 4, 6, 6, 4};

  private static final KernelSpec KERNELS = new KernelSpec(KernelChoice.AUTO, Bf16Choice.OFF);

  private static MultiLayerNetwork network(Cell cell, long seed) {
    ModelSpec model =
        ModelSpec.of(cell, 2, 5).with(EmbeddingSpec.trained(3)).with(Architecture.ENCODER_DECODER);
    ComputeSpec compute = new ComputeSpec(ComputeSpec.Layers.RNNLM, KERNELS);
    MultiLayerNetwork network = Networks.create(model, TOKENS, 0.01, 1, compute);
    Random random = new Random(seed);
    INDArray parameters = network.params();
    for (long i = 0; i < parameters.length(); i++) {
      parameters.putScalar(i, 1.2 * random.nextGaussian());
    }
    return network;
  }

  private static double logProbability(MultiLayerNetwork network, int[] source, int[] target) {
    TokenSequence pair = new TokenSequence(0, 0, PairSequences.join(source, target));
    double sum = 0;
    for (double loss : KernelLayers.losses(network, PairArrays.of(List.of(pair), TOKENS))) {
      sum -= loss;
    }
    return sum;
  }

  /** All targets, the best first: each scored by itself, as training reads it. */
  private static List<Hypothesis> bruteForce(MultiLayerNetwork network, double lengthPenalty) {
    List<int[]> targets = new ArrayList<>(List.of(new int[0]));
    for (int i = 0; i < targets.size(); i++) {
      for (int token = 4; targets.get(i).length < LONGEST && token < TOKENS; token++) {
        targets.add(with(targets.get(i), token));
      }
    }
    return targets.stream()
        .map(target -> new Hypothesis(target, logProbability(network, SOURCE, target), true))
        .sorted(Comparator.comparingDouble((Hypothesis one) -> one.score(lengthPenalty)).reversed())
        .toList();
  }

  private static int[] with(int[] tokens, int token) {
    return new Hypothesis(tokens, 0, false).with(token, 0).tokens();
  }

  @ParameterizedTest
  @EnumSource
  void aBeamAsWideAsThereAreTargetsFindsTheBestOfAll(Cell cell) {
    MultiLayerNetwork network = network(cell, 3);
    for (double lengthPenalty : new double[] {0, 1}) {
      List<Hypothesis> expected = bruteForce(network, lengthPenalty);

      List<Hypothesis> found =
          new TargetWriter(network).search(SOURCE, new BeamSpec(ALL, lengthPenalty, LONGEST));

      assertThat(expected).hasSize(ALL);
      assertThat(found).hasSize(ALL);
      for (int i = 0; i < 5; i++) {
        assertThat(found.get(i).tokens()).isEqualTo(expected.get(i).tokens());
        assertThat(found.get(i).logProbability())
            .isCloseTo(expected.get(i).logProbability(), within(1e-4));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void aBeamOfOneIsGreedyDecoding(long seed) {
    MultiLayerNetwork network = network(Cell.LSTM, seed);
    TargetWriter writer = new TargetWriter(network);

    Hypothesis greedy = writer.write(List.of(SOURCE), BeamSpec.greedy(12)).get(0);
    List<Hypothesis> beam = writer.search(SOURCE, new BeamSpec(1, 0, 12));

    assertThat(beam).hasSize(1);
    assertThat(beam.get(0).tokens()).isEqualTo(greedy.tokens());
    assertThat(beam.get(0).logProbability()).isCloseTo(greedy.logProbability(), within(1e-5));
    assertThat(greedy.logProbability())
        .isCloseTo(logProbability(network, SOURCE, greedy.tokens()), within(1e-4));
  }

  /** Log-probability of a target's beginning, read as training reads it. */
  private static double ofBeginning(MultiLayerNetwork network, int[] tokens) {
    TokenSequence pair = new TokenSequence(0, 0, PairSequences.join(SOURCE, tokens));
    double[] losses = KernelLayers.losses(network, PairArrays.of(List.of(pair), TOKENS));
    double sum = 0;
    for (int i = 0; i < tokens.length; i++) {
      sum -= losses[i];
    }
    return sum;
  }

  /** Beam search by its definition, every hypothesis scored anew from its first token on. */
  private static List<int[]> byDefinition(MultiLayerNetwork network, int width) {
    List<Hypothesis> ended = new ArrayList<>();
    List<Hypothesis> live = List.of(Hypothesis.EMPTY);
    while (!live.isEmpty()) {
      List<Hypothesis> candidates = new ArrayList<>();
      for (Hypothesis one : live) {
        int[] tokens = one.tokens();
        candidates.add(new Hypothesis(tokens, logProbability(network, SOURCE, tokens), true));
        for (int token = 4; tokens.length < LONGEST && token < TOKENS; token++) {
          int[] longer = with(tokens, token);
          candidates.add(new Hypothesis(longer, ofBeginning(network, longer), false));
        }
      }
      candidates.sort(Comparator.comparingDouble(Hypothesis::logProbability).reversed());
      List<Hypothesis> kept =
          candidates.subList(0, Math.min(width - ended.size(), candidates.size()));
      ended.addAll(kept.stream().filter(Hypothesis::ended).toList());
      live = kept.stream().filter(one -> !one.ended()).toList();
    }
    ended.sort(Comparator.comparingDouble(Hypothesis::logProbability).reversed());
    return ended.stream().map(Hypothesis::tokens).toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5})
  void aBeamKeepsTheLikeliestBeginningsInEachStep(int width) {
    for (long seed = 1; seed <= 8; seed++) {
      MultiLayerNetwork network = network(Cell.GRU, seed);
      List<int[]> expected = byDefinition(network, width);

      List<int[]> found =
          new TargetWriter(network)
              .search(SOURCE, new BeamSpec(width, 0, LONGEST)).stream()
                  .map(Hypothesis::tokens)
                  .toList();

      assertThat(found).usingElementComparator(Arrays::compare).containsExactlyElementsOf(expected);
    }
  }

  @Test
  void aWiderBeamFindsWhatGreedyDecodingMisses() {
    int better = 0;
    for (long seed = 1; seed <= 20; seed++) {
      TargetWriter writer = new TargetWriter(network(Cell.GRU, seed));
      double greedy = writer.write(List.of(SOURCE), BeamSpec.greedy(8)).get(0).logProbability();
      double beam = writer.search(SOURCE, new BeamSpec(8, 0, 8)).get(0).logProbability();
      better += beam > greedy + 1e-6 ? 1 : 0;
    }
    assertThat(better).isPositive();
  }

  @Test
  void whatASourceIsReadWithDoesNotMatter() {
    TargetWriter writer = new TargetWriter(network(Cell.LSTM, 8));
    List<int[]> sources = new ArrayList<>();
    Random random = new Random(1);
    for (int i = 0; i < 70; i++) {
      sources.add(random.ints(1 + i % 4, 4, TOKENS).toArray());
    }

    List<Hypothesis> together = writer.write(sources, BeamSpec.greedy(10));

    for (int i = 0; i < sources.size(); i++) {
      Hypothesis alone = writer.write(List.of(sources.get(i)), BeamSpec.greedy(10)).get(0);
      assertThat(together.get(i).tokens()).isEqualTo(alone.tokens());
      assertThat(together.get(i).logProbability()).isCloseTo(alone.logProbability(), within(1e-4));
    }
  }

  @Test
  void longerTargetsGainByThePenaltyOfTheFormula() {
    Hypothesis hypothesis = new Hypothesis(new int[] {4, 5, 6}, -2.5, true);

    assertThat(hypothesis.score(0)).isEqualTo(-2.5);
    assertThat(hypothesis.score(1)).isCloseTo(-2.5 / (9.0 / 6), within(1e-12));
    assertThat(hypothesis.score(0.5)).isCloseTo(-2.5 / Math.sqrt(9.0 / 6), within(1e-12));
  }

  @Test
  void searchesThatCannotBeAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BeamSpec(0, 0, 5))
        .withMessage("beam width is 0, it must be at least 1");
    assertThatIllegalArgumentException().isThrownBy(() -> new BeamSpec(1, Double.NaN, 5));
    assertThatIllegalArgumentException().isThrownBy(() -> new BeamSpec(1, -0.1, 5));
    assertThatIllegalArgumentException().isThrownBy(() -> new BeamSpec(1, 0, -1));
  }
}
