package org.rnnlm.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.rnnlm.io.Hashes;
import org.rnnlm.kernel.Cell;
import org.rnnlm.layer.ActivationPenalty;
import org.rnnlm.layer.OwnGradientUpdater;
import org.rnnlm.model.Clipping;
import org.rnnlm.model.ComputeSpec;
import org.rnnlm.model.EmbeddingSpec;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.model.Networks;
import org.rnnlm.model.OptimizerSpec;
import org.rnnlm.model.SequenceArrays;
import org.rnnlm.model.TokenInput;
import org.rnnlm.shard.SequenceSpec;
import org.rnnlm.shard.TokenSequence;

/** Batches whose windows differ in length, against batches trained one by one. */
class VaryingWindowsTest {
  private static final int VOCABULARY = 9;
  private static final int STEPS = 10;
  private static final double RATE = 0.02;
  private static final Clipping CLIPPING = new Clipping(0, 0.5);
  private static final ModelSpec MODEL =
      ModelSpec.of(Cell.LSTM, 1, 6).with(EmbeddingSpec.trained(5));

  private static MultiLayerNetwork network() {
    return Networks.create(MODEL, VOCABULARY, OptimizerSpec.ADAM, RATE, 3, ComputeSpec.AUTO);
  }

  private static List<List<TokenSequence>> batches() {
    return IntStream.range(0, 8).mapToObj(i -> List.of(sequence(i), sequence(3 * i + 1))).toList();
  }

  private static TokenSequence sequence(int first) {
    return new TokenSequence(
        0, 1, IntStream.rangeClosed(0, STEPS).map(t -> 4 + (first + t * t) % 5).toArray());
  }

  private static ReplicaState trained(WindowLengths windows, int worker, long seed) {
    MultiLayerNetwork start = network();
    ReplicaSpec spec =
        new ReplicaSpec(
            start.getLayerWiseConfigurations().toJson(),
            ComputeSpec.AUTO.kernels(),
            new BatchSpec(2, windows),
            VOCABULARY,
            CLIPPING,
            FrozenLayers.NONE,
            ClassWeights.EQUAL,
            ActivationPenalty.NONE,
            SequenceSpec.stream(STEPS),
            ReplicaKeeping.NONE);
    try (Replica replica = new Replica(spec)) {
      replica.begin(ReplicaState.of(start), RATE);
      replica.train(worker, new Given(batches().iterator()), seed, new WorkerClock());
      return replica.state();
    } finally {
      Networks.release(start);
    }
  }

  /** Trains each batch by a network of its own, with windows that are as long as they will be. */
  private static ReplicaState oneByOne(WindowLengths windows, int worker, long seed) {
    MultiLayerNetwork first = network();
    ReplicaState state = ReplicaState.of(first);
    String configuration = first.getLayerWiseConfigurations().toJson();
    Networks.release(first);
    int index = 0;
    for (List<TokenSequence> batch : batches()) {
      int window = windows.of(Hashes.seed(seed, worker, index++));
      assertThat(STEPS % window).as("windows of one length").isZero();
      MultiLayerNetwork one = Networks.of(configuration, ComputeSpec.AUTO.kernels(), window);
      OwnGradientUpdater.install(one);
      OwnGradientUpdater.restart(one, RATE * window / windows.base());
      state.copyTo(one);
      TokenMeanGradient gradient = new TokenMeanGradient(CLIPPING);
      one.setListeners(gradient);
      gradient.expect(
          batch.size(), IntStream.range(0, STEPS / window).map(i -> 2 * window).toArray());
      one.fit(SequenceArrays.of(batch, TokenInput.IDS, VOCABULARY));
      state = ReplicaState.of(one);
      Networks.release(one);
    }
    return state;
  }

  @Test
  void eachBatchTrainsWithItsOwnWindowsAndARateByTheirLength() {
    WindowLengths windows = new WindowLengths(STEPS, 0.5, 0); // of ten or of five steps
    ReplicaState expected = oneByOne(windows, 1, 77);
    ReplicaState actual = trained(windows, 1, 77);
    assertThat(actual.values()).isEqualTo(expected.values());
    assertThat(actual.iteration()).isEqualTo(expected.iteration()).isBetween(9, 15);
    assertThat(trained(windows, 2, 77).values()).as("another worker").isNotEqualTo(actual.values());
    assertThat(trained(WindowLengths.constant(STEPS), 1, 77).values())
        .isNotEqualTo(actual.values());
  }

  @Test
  void whatIsLeftOfASequenceIsAWindowWhoseRateIsByItsOwnLength() {
    MultiLayerNetwork network = network();
    WindowRates rates = new WindowRates(10);
    rates.begin(0.4);
    rates.expect(5, 12);
    double[] told = new double[3];
    for (int i = 0; i < told.length; i++) {
      rates.onGradientCalculation(network);
      told[i] = network.getLearningRate(0);
    }
    assertThat(told).containsExactly(new double[] {0.2, 0.2, 0.08}, within(1e-9));
    Networks.release(network);
  }

  /** Batches that are given. */
  private record Given(Iterator<List<TokenSequence>> batches) implements Batches {
    @Override
    public boolean hasNext() {
      return batches.hasNext();
    }

    @Override
    public List<TokenSequence> next() {
      return batches.next();
    }

    @Override
    public String shard() {
      return "shard";
    }
  }
}
