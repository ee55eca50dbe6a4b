package org.rnnlm.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rnnlm.kernel.Bf16Choice;
import org.rnnlm.kernel.Cell;
import org.rnnlm.kernel.KernelChoice;
import org.rnnlm.kernel.KernelSpec;
import org.rnnlm.model.ComputeSpec;
import org.rnnlm.model.EmbeddingSpec;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.model.Networks;
import org.rnnlm.model.Padding;
import org.rnnlm.shard.TokenSequence;

class StepLossesTest {
  private static final int VOCABULARY = 13;
  private static final ComputeSpec F32 =
      new ComputeSpec(ComputeSpec.Layers.RNNLM, new KernelSpec(KernelChoice.AUTO, Bf16Choice.OFF));

  /** Sentences of 1 to 9 targets. */
  private static List<TokenSequence> sentences() {
    SplittableRandom random = new SplittableRandom(4);
    List<TokenSequence> sentences = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      int[] tokens = random.ints(i + 2L, 4, VOCABULARY).toArray();
      tokens[0] = 2;
      tokens[i + 1] = 3;
      sentences.add(new TokenSequence(i, 0, tokens));
    }
    return sentences;
  }

  private static MultiLayerNetwork network(Cell cell) {
    MultiLayerNetwork network =
        Networks.create(
            ModelSpec.of(cell, 2, 7).with(EmbeddingSpec.trained(5)), VOCABULARY, 0.01, 3, F32);
    network.params().muli(3); // far from uniform, so that states matter
    return network;
  }

  private static double loss(
      MultiLayerNetwork network, List<TokenSequence> batch, int sequence, Padding padding) {
    network.rnnClearPreviousState();
    int[] from = new int[batch.size()];
    java.util.Arrays.fill(from, Integer.MAX_VALUE);
    from[sequence] = 0;
    return StepLosses.of(network, batch, VOCABULARY, padding).sum(from);
  }

  @ParameterizedTest
  @EnumSource(Cell.class)
  void aSentencesLossDoesNotDependOnWhatItIsBatchedWith(Cell cell) {
    MultiLayerNetwork network = network(cell);
    List<TokenSequence> sentences = sentences();
    for (int i = 0; i < sentences.size(); i++) {
      double alone = loss(network, List.of(sentences.get(i)), 0, Padding.NONE);
      assertThat(loss(network, sentences, i, Padding.NONE)).isCloseTo(alone, within(1e-5 * alone));
      assertThat(loss(network, sentences, i, new Padding(8)))
          .isCloseTo(alone, within(1e-5 * alone));
    }
  }

  @ParameterizedTest
  @EnumSource(Cell.class)
  void onlyStepsFromTheOnesGivenCount(Cell cell) {
    MultiLayerNetwork network = network(cell);
    List<TokenSequence> batch = sentences().subList(3, 5); // 4 and 5 targets
    double all = loss(network, batch, 0, Padding.NONE) + loss(network, batch, 1, Padding.NONE);
    network.rnnClearPreviousState();
    StepLosses losses = StepLosses.of(network, batch, VOCABULARY, Padding.NONE);
    assertThat(losses.sum(0, 0)).isCloseTo(all, within(1e-9));
    assertThat(losses.sum(2, 4)).isEqualTo(at(losses, 2, 0) + at(losses, 3, 0) + at(losses, 4, 1));
    assertThat(losses.sum(0)).isCloseTo(loss(network, batch, 0, Padding.NONE), within(1e-9));
  }

  private static double at(StepLosses losses, int step, int sequence) {
    return losses.nats()[step * losses.sequences() + sequence];
  }
}
