package org.rnnlm.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.rnnlm.kernel.Cell;
import org.rnnlm.layer.ActivationPenalty;
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
 * Replicas that are kept for the next round, of which nothing is kept that a result follows from.
 */
class ReplicaPoolTest {
  private static final int VOCABULARY = 9;
  private static final ModelSpec MODEL =
      ModelSpec.of(Cell.LSTM, 2, 6).with(EmbeddingSpec.trained(5));
  private static final ReplicaKeeping KEEPING = new ReplicaKeeping("run", 10, 100);
  private static final OptimizerSpec SGD = new OptimizerSpec(Optimizer.SGD, 0, 0, 0, 0);

  private final ReplicaPool pool = new ReplicaPool(Duration.ofHours(1));

  @AfterEach
  void closeAll() {
    Stream.of("run", "other").forEach(pool::release);
    assertThat(pool.bytes()).isZero();
  }

  private static ReplicaSpec spec(ReplicaKeeping keeping) {
    return spec(MODEL, OptimizerSpec.ADAM, 0, keeping);
  }

  private static ReplicaSpec spec(
      ModelSpec model, OptimizerSpec optimizer, int window, ReplicaKeeping keeping) {
    MultiLayerNetwork network = network(model, optimizer);
    try {
      return new ReplicaSpec(
          network.getLayerWiseConfigurations().toJson(),
          ComputeSpec.AUTO.kernels(),
          new BatchSpec(4, window),
          VOCABULARY,
          new Clipping(0, 0.5),
          FrozenLayers.NONE,
          ClassWeights.EQUAL,
          new ActivationPenalty(0.1, 0.2),
          SequenceSpec.stream(6),
          keeping);
    } finally {
      Networks.release(network);
    }
  }

  private static MultiLayerNetwork network(ModelSpec model, OptimizerSpec optimizer) {
    return Networks.create(model, VOCABULARY, optimizer, 0.01, 3, ComputeSpec.AUTO);
  }

  private Replica lent(ReplicaSpec spec) {
    return pool.lend(spec, replica -> replica);
  }

  @Test
  void theNextRoundHasTheReplicaOfTheOneBefore() {
    Replica first = lent(spec(KEEPING));
    assertThat(pool.bytes()).isEqualTo(10);
    assertThat(lent(spec(KEEPING))).isSameAs(first);
  }

  @Test
  void twoTasksNeverHaveOneReplicaAtATime() throws Exception {
    ReplicaSpec spec = spec(KEEPING);
    Replica kept = lent(spec);
    Replica[] both = new Replica[2];
    pool.lend(
        spec,
        one -> {
          both[0] = one;
          both[1] = CompletableFuture.supplyAsync(() -> lent(spec)).join(); // in another thread
          return one;
        });
    assertThat(both[0]).isSameAs(kept).isNotSameAs(both[1]);
    assertThat(pool.bytes()).isEqualTo(20);
  }

  @Test
  void oneWhoseRoundFailedIsThrownAway() {
    Replica kept = lent(spec(KEEPING));
    assertThatThrownBy(
            () ->
                pool.lend(
                    spec(KEEPING),
                    replica -> {
                      assertThat(replica).isSameAs(kept);
                      throw new IllegalStateException("in the middle of a round");
                    }))
        .hasMessage("in the middle of a round");
    assertThat(pool.bytes()).isZero();
    assertThat(lent(spec(KEEPING))).isNotSameAs(kept);
  }

  @Test
  void anotherSpecificationOfARunClosesThoseFromBeforeAndAnotherRunDoesNot() {
    Replica kept = lent(spec(KEEPING));
    Replica ofOther = lent(spec(new ReplicaKeeping("other", 10, 100)));
    assertThat(ofOther).isNotSameAs(kept);
    assertThat(pool.bytes()).isEqualTo(20);
    lent(spec(MODEL, SGD, 0, KEEPING));
    assertThat(pool.bytes()).as("the first one's closed").isEqualTo(20);
    assertThat(lent(spec(new ReplicaKeeping("other", 10, 100)))).isSameAs(ofOther);
  }

  @Test
  void noMoreAreKeptThanThereIsRoomFor() {
    ReplicaKeeping large = new ReplicaKeeping("run", 60, 100);
    Replica last =
        pool.lend(spec(large), one -> pool.lend(spec(large), two -> two) == one ? null : one);
    assertThat(pool.bytes()).isEqualTo(60);
    assertThat(lent(spec(large))).as("the one that came back last").isSameAs(last);
    lent(spec(new ReplicaKeeping("run", 200, 100)));
    lent(spec(new ReplicaKeeping("run", 10, 0)));
    assertThat(pool.bytes()).isZero();
  }

  @Test
  void whatNobodyAsksForIsClosed() {
    ReplicaPool impatient = new ReplicaPool(Duration.ofMillis(1));
    impatient.lend(spec(KEEPING), replica -> replica);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (impatient.bytes() > 0) {
      assertThat(System.nanoTime()).as("time by which it is closed").isLessThan(deadline);
      LockSupport.parkNanos(1_000_000);
    }
  }

  static Stream<Arguments> models() {
    return Stream.of(
        Arguments.of(MODEL, OptimizerSpec.ADAM, 0),
        Arguments.of(MODEL.with(DropoutSpec.of(0.3)), OptimizerSpec.ADAM, 2),
        Arguments.of(MODEL.with(new DropoutSpec(0.2, 0.4, 0.3, 0.2, 0.1, 0.3, true)), SGD, 2),
        Arguments.of(
            ModelSpec.of(Cell.GRU, 1, 5), new OptimizerSpec(Optimizer.RMSPROP, 0, 0.9, 0.8, 0), 0));
  }

  /** Whatever the one before was: here one that ended in numbers that are none. */
  @ParameterizedTest
  @MethodSource("models")
  void aRoundIsTheSameBitForBitWhateverTheReplicaDidBefore(
      ModelSpec model, OptimizerSpec optimizer, int window) {
    ReplicaSpec spec = spec(model, optimizer, window, KEEPING);
    MultiLayerNetwork network = network(model, optimizer);
    ReplicaState start = ReplicaState.of(network);
    Networks.release(network);
    ReplicaState fresh = trained(new Replica(spec), start, 0.01, 3);

    Replica used = lent(spec);
    trained(used, start, 0.3, 5);
    ReplicaState broken = new ReplicaState(start.values().clone(), start.parameters(), 77);
    Arrays.fill(broken.values(), Float.NaN);
    trained(used, broken, 1e9, 2);
    used.rest();
    assertThat(lent(spec)).isSameAs(used);
    ReplicaState again = trained(used, start, 0.01, 3);

    assertThat(again.values()).isEqualTo(fresh.values()).doesNotContain(Float.NaN);
    assertThat(again.iteration()).isEqualTo(fresh.iteration());
    assertThat(fresh.values()).isNotEqualTo(start.values());
  }

  private static ReplicaState trained(Replica replica, ReplicaState from, double rate, int seed) {
    replica.begin(from, rate);
    WorkerReport report = replica.train(1, new Two(seed), seed, new WorkerClock());
    assertThat(report.worker()).isEqualTo(1);
    return replica.state();
  }

  /** Two batches, the second one smaller and of shorter sequences. */
  private static final class Two implements Batches {
    private final Iterator<List<TokenSequence>> batches;

    Two(int seed) {
      batches =
          List.of(
                  List.of(
                      sequence(seed, 4, 5, 6, 7, 8, 4, 5),
                      sequence(seed, 8, 8, 4),
                      sequence(seed, 6, 4, 5, 7, 5)),
                  List.of(sequence(seed, 5, 6, 7)))
              .iterator();
    }

    private static TokenSequence sequence(int seed, int... tokens) {
      int[] moved = tokens.clone();
      for (int i = 0; i < moved.length; i++) {
        moved[i] = 4 + (moved[i] - 4 + seed) % 5;
      }
      return new TokenSequence(0, 1, moved);
    }

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
