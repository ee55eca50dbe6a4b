package org.rnnlm.train;

import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.rnnlm.run.RoundReport;
import org.rnnlm.run.TrainingState;
import org.rnnlm.shard.ShardSet;

/** An epoch by {@link ShardTrainingMaster}, which tells of each round. */
final class ShardAveraging implements EpochTrainer {
  /** Is told of each round before the next begins. */
  @FunctionalInterface
  interface RoundsDone {
    /**
     * @param state after the round
     */
    void roundDone(RoundReport report, TrainingState state);
  }

  private final JavaSparkContext spark;
  private final ShardSet data;
  private final TrainingSpec training;
  private final BetweenRounds between;
  private final RoundsDone listener;

  ShardAveraging(
      JavaSparkContext spark,
      ShardSet data,
      TrainingSpec training,
      BetweenRounds between,
      RoundsDone listener) {
    this.spark = spark;
    this.data = data;
    this.training = training;
    this.between = between;
    this.listener = listener;
  }

  @Override
  public TrainingState train(MultiLayerNetwork network, TrainingState state) {
    Progress progress = new Progress(state);
    ShardTrainingMaster master =
        new ShardTrainingMaster(
            data, training.after(state.epochs()), state.position(), between, progress);
    new SparkDl4jMultiLayer(spark, network, master)
        .fitPaths(spark.parallelize(ShardTrainingMaster.trainingPaths(data)));
    return progress.state;
  }

  private final class Progress implements RoundListener {
    private TrainingState state;

    Progress(TrainingState state) {
      this.state = state;
    }

    @Override
    public void roundDone(RoundReport report) {
      state = state.afterRound(report);
      listener.roundDone(report, state);
    }
  }
}
