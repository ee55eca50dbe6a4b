package org.rnnlm.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.rnnlm.kernel.Cell;
import org.rnnlm.layer.ActivationPenalty;
import org.rnnlm.layer.OwnGradientUpdater;
import org.rnnlm.model.Clipping;
import org.rnnlm.model.ComputeSpec;
import org.rnnlm.model.DropoutSpec;
import org.rnnlm.model.EmbeddingSpec;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.model.Networks;
import org.rnnlm.model.Optimizer;
import org.rnnlm.model.OptimizerSpec;
import org.rnnlm.run.WorkerReport;
import org.rnnlm.shard.SequenceSpec;
import org.rnnlm.shard.TokenSequence;

/**
 * Replicas that let rows of their embedding wait come to the bits of those that do not, whatever
 * else goes on in a step. 1,500 tokens, vectors 60 wide: 22 pieces of the gradient.
 */
class WaitingRowsTest {
  static final int VOCABULARY = 1500;
  private static final int STEPS = 8;
  static final long ALWAYS = 0;
  static final long NEVER = Long.MAX_VALUE;
  static final ModelSpec MODEL = ModelSpec.of(Cell.LSTM, 1, 7).with(EmbeddingSpec.trained(60));
  private static final DropoutSpec WORDS = new DropoutSpec(0.2, 0.4, 0.3, 0.2, 0.1, 0.3, true);
  private static final OptimizerSpec MOMENTUM = new OptimizerSpec(Optimizer.SGD, 0, 0, 0.9, 0);
  private static final OptimizerSpec DECAY = new OptimizerSpec(Optimizer.ADAMW, 0.9, 0.99, 0, 0.1);
  static final Clipping BY_NORM = new Clipping(0, 0.2);
  private static final Clipping BY_VALUE = new Clipping(0.002, 0);

  static ReplicaSpec spec(
      ModelSpec model,
      OptimizerSpec optimizer,
      BatchSpec batches,
      Clipping clipping,
      FrozenLayers frozen) {
    MultiLayerNetwork network =
        Networks.create(model, VOCABULARY, optimizer, 0.01, 3, ComputeSpec.AUTO);
    try {
      return new ReplicaSpec(
          network.getLayerWiseConfigurations().toJson(),
          ComputeSpec.AUTO.kernels(),
          batches,
          VOCABULARY,
          clipping,
          frozen,
          ClassWeights.EQUAL,
          ActivationPenalty.NONE,
          SequenceSpec.stream(STEPS),
          ReplicaKeeping.NONE);
    } finally {
      Networks.release(network);
    }
  }

  static ReplicaState start(ReplicaSpec spec) {
    MultiLayerNetwork network = Networks.of(spec.configuration(), spec.kernels(), 0);
    try {
      OwnGradientUpdater.install(network);
      ReplicaState zeros = ReplicaState.of(network);
      Random random = new Random(8);
      for (int i = 0; i < zeros.parameters(); i++) {
        zeros.values()[i] = (float) (0.1 * random.nextGaussian());
      }
      return zeros;
    } finally {
      Networks.release(network);
    }
  }

  /** Batches of tokens by Zipf's law. */
  static final class Drawn implements Batches {
    private final Random random;
    private int left;

    Drawn(long seed, int batches) {
      this.random = new Random(seed);
      this.left = batches;
    }

    @Override
    public boolean hasNext() {
      return left > 0;
    }

    @Override
    public List<TokenSequence> next() {
      left--;
      List<TokenSequence> batch = new ArrayList<>();
      for (int i = 0; i < (left == 0 ? 3 : 4); i++) {
        int steps = i == 1 ? STEPS - 3 : STEPS;
        int[] tokens = IntStream.rangeClosed(0, steps).map(t -> token()).toArray();
        batch.add(new TokenSequence(i, 0, tokens));
      }
      return batch;
    }

    private int token() {
      return (int) Math.min(VOCABULARY - 1, Math.pow(VOCABULARY + 1.0, random.nextDouble()) - 1);
    }

    @Override
    public String shard() {
      return "shard";
    }
  }

  /** What some rounds came to. */
  private record Rounds(List<float[]> ends, List<WorkerReport> reports) {}

  /** Trains rounds of so many workers that start from the mean of what they became. */
  private static Rounds rounds(ReplicaSpec spec, ReplicaState start, int workers, long waiting) {
    Rounds rounds = new Rounds(new ArrayList<>(), new ArrayList<>());
    try (Replica replica = new Replica(spec, waiting)) {
      ReplicaState at = start;
      for (int round = 0; round < 5; round++) {
        float[] mean = new float[at.values().length];
        int iteration = 0;
        for (int worker = 0; worker < workers; worker++) {
          replica.begin(at, 0.02 / (1 + round));
          int seed = 10 * round + worker;
          Batches batches = new Drawn(seed, 7 * (round + 1));
          rounds.reports.add(replica.train(worker, batches, seed, new WorkerClock()));
          ReplicaState end = replica.state();
          iteration = end.iteration();
          for (int i = 0; i < mean.length; i++) {
            mean[i] += end.values()[i] / workers;
          }
        }
        at = new ReplicaState(mean, at.parameters(), iteration);
        rounds.ends.add(mean);
      }
    }
    return rounds;
  }

  static Stream<Arguments> steps() {
    BatchSpec whole = BatchSpec.whole(4);
    ModelSpec narrow = MODEL.with(WORDS);
    FrozenLayers embedding = new FrozenLayers(List.of("embedding"));
    FrozenLayers layer = new FrozenLayers(List.of("layer-1"));
    BatchSpec varying = new BatchSpec(4, new WindowLengths(6, 0.5, 0));
    return Stream.of(
        Arguments.of(MODEL, OptimizerSpec.ADAM, whole, BY_NORM, FrozenLayers.NONE, 1),
        Arguments.of(MODEL, OptimizerSpec.ADAM, whole, BY_NORM, FrozenLayers.NONE, 2),
        Arguments.of(MODEL, OptimizerSpec.ADAM, whole, BY_VALUE, FrozenLayers.NONE, 1),
        Arguments.of(
            MODEL, OptimizerSpec.ADAM, BatchSpec.whole(1).accumulating(4), BY_NORM, layer, 2),
        Arguments.of(
            MODEL,
            OptimizerSpec.ADAM,
            BatchSpec.whole(2).accumulating(2),
            BY_VALUE,
            FrozenLayers.NONE,
            1),
        Arguments.of(narrow, OptimizerSpec.ADAM, varying, BY_NORM, FrozenLayers.NONE, 2),
        Arguments.of(MODEL, OptimizerSpec.ADAM, whole, BY_NORM, embedding, 1),
        Arguments.of(MODEL, MOMENTUM, whole, BY_NORM, FrozenLayers.NONE, 1),
        Arguments.of(MODEL, DECAY, whole, BY_NORM, FrozenLayers.NONE, 1));
  }

  @ParameterizedTest
  @MethodSource("steps")
  void roundsComeToTheSameBits(
      ModelSpec model,
      OptimizerSpec optimizer,
      BatchSpec batches,
      Clipping clipping,
      FrozenLayers frozen,
      int workers) {
    ReplicaSpec spec = spec(model, optimizer, batches, clipping, frozen);
    ReplicaState start = start(spec);
    Rounds expected = rounds(spec, start, workers, NEVER);
    Rounds actual = rounds(spec, start, workers, ALWAYS);
    for (int round = 0; round < expected.ends().size(); round++) {
      assertThat(actual.ends().get(round))
          .as("round %d", round)
          .isEqualTo(expected.ends().get(round));
    }
    Iterator<WorkerReport> reports = expected.reports().iterator();
    for (WorkerReport report : actual.reports()) {
      WorkerReport other = reports.next();
      assertThat(report.lossSum()).isEqualTo(other.lossSum());
      assertThat(report.gradients()).isEqualTo(other.gradients());
    }
  }

  @Test
  void aRoundGoesOnFromWhatAnotherReplicaHandedOut() {
    ReplicaSpec spec =
        spec(MODEL, OptimizerSpec.ADAM, BatchSpec.whole(4), BY_NORM, FrozenLayers.NONE);
    ReplicaState at = start(spec);
    ReplicaState dense = at;
    for (int round = 0; round < 4; round++) {
      at = trained(spec, at, round, round % 2 == 0 ? ALWAYS : NEVER);
      dense = trained(spec, dense, round, NEVER);
      assertThat(at.values()).isEqualTo(dense.values());
    }
  }

  private static ReplicaState trained(
      ReplicaSpec spec, ReplicaState from, int round, long waiting) {
    try (Replica replica = new Replica(spec, waiting)) {
      replica.begin(from, 0.01);
      replica.train(0, new Drawn(round, 12), round, new WorkerClock());
      return replica.state();
    }
  }
}
