package org.rnnlm.train;

import java.util.List;
import org.rnnlm.checkpoint.Retention;
import org.rnnlm.kernel.Cell;
import org.rnnlm.model.Clipping;
import org.rnnlm.model.EmbeddingSpec;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.model.Optimizer;
import org.rnnlm.model.OptimizerSpec;
import org.rnnlm.run.TrainingState;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.train.outer.OuterSpec;

/** Runs of a small LSTM on a small corpus, with a checkpoint after every round. */
abstract class SmallRunFixture extends TrainingFixture {
  static final ModelSpec MODEL = ModelSpec.of(Cell.LSTM, 2, 6).with(EmbeddingSpec.trained(5));
  static final Clipping CLIPPING = new Clipping(0, 0.5);
  static final int SEQUENCES = 37;

  static TrainingSpec training(int workers, int epochs) {
    return TrainingSpec.of(AveragingSpec.of(workers, 3), BatchSpec.whole(4), epochs, rate(0.01), 5)
        .with(CLIPPING);
  }

  static TrainingSpec training(int workers, int epochs, RoundLengths rounds, OuterSpec outer) {
    return TrainingSpec.of(
            AveragingSpec.of(workers, 1).with(rounds).with(outer),
            BatchSpec.whole(4),
            epochs,
            rate(0.01),
            5)
        .with(CLIPPING);
  }

  /**
   * All optimizers beside Adam without decay, with as much state as they can have, and with none.
   */
  static List<OptimizerSpec> optimizers() {
    return List.of(
        new OptimizerSpec(Optimizer.ADAMW, 0.9, 0.99, 0, 0.1),
        new OptimizerSpec(Optimizer.SGD, 0, 0, 0, 0.1),
        new OptimizerSpec(Optimizer.NESTEROV, 0, 0, 0.8, 0),
        new OptimizerSpec(Optimizer.RMSPROP, 0, 0.9, 0.8, 0.1));
  }

  static LearningRate rate(double constant) {
    return new LearningRate(LearningRate.Schedule.CONSTANT, constant, 0);
  }

  static RunSpec everyRound() {
    return new RunSpec(1, new Retention(100, 1, 0), new SampleSpec(0.8, 10, 1));
  }

  final TrainingState run(
      ShardSet data, ModelSpec model, TrainingSpec training, String name, TrainingMonitor monitor) {
    return new TrainingRun(spark, data, model, training, everyRound(), created(name), monitor)
        .start();
  }

  final TrainingState resume(ShardSet data, TrainingSpec training, String name) {
    return new TrainingRun(
            spark, data, MODEL, training, everyRound(), opened(name), StopAfter.never())
        .resume("");
  }
}
