package org.rnnlm.train;

import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.rnnlm.run.RoundReport;
import org.rnnlm.run.TrainingState;
import org.rnnlm.shard.ShardSet;

/** An epoch by {@link ShardRounds}, which tells of each round. */
final class ShardAveraging implements EpochTrainer {
  /** Is told of each round before the next begins. */
  @FunctionalInterface
  interface RoundsDone {
    /**
     * Returns the state with what was found out between the rounds.
     *
     * @param state after the round
     * @param current gives the network the values after the round, which it has not otherwise
     */
    TrainingState roundDone(RoundReport report, TrainingState state, Runnable current);
  }

  private final JavaSparkContext spark;
  private final ShardSet data;
  private final TrainingSpec training;
  private final BetweenRounds between;
  private final ReplicaKeeping keeping;
  private final DriverWork beside;
  private final RoundsDone listener;

  ShardAveraging(
      JavaSparkContext spark,
      ShardSet data,
      TrainingSpec training,
      BetweenRounds between,
      ReplicaKeeping keeping,
      DriverWork beside,
      RoundsDone listener) {
    this.spark = spark;
    this.data = data;
    this.training = training;
    this.between = between;
    this.keeping = keeping;
    this.beside = beside;
    this.listener = listener;
  }

  @Override
  public TrainingState train(MultiLayerNetwork network, TrainingState state) {
    if (training.stops(state)) {
      return state; // decided before its checkpoint was written
    }
    Progress progress = new Progress(state);
    new ShardRounds(data, training.after(state), state.position(), between, keeping, progress)
        .train(spark, network);
    return progress.state;
  }

  private final class Progress implements RoundListener {
    private TrainingState state;

    Progress(TrainingState state) {
      this.state = state;
    }

    @Override
    public Optional<TrainingSpec> roundDone(RoundReport report, Runnable current) {
      state = listener.roundDone(report, state.afterRound(report), current);
      return training.stops(state) ? Optional.empty() : Optional.of(training.after(state));
    }

    @Override
    public void beforeChange() {
      beside.await();
    }
  }
}
