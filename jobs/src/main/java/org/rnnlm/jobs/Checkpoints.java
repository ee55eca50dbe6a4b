package org.rnnlm.jobs;

import java.util.List;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.rnnlm.checkpoint.Checkpoint;
import org.rnnlm.checkpoint.CheckpointStore;
import org.rnnlm.run.TrainingState;

/** Finds the checkpoint that a user means. */
final class Checkpoints {
  /** Which checkpoint of a run is meant. */
  enum Which {
    /** That with the lowest validation loss; the newest before there is any. */
    BEST,
    LATEST
  }

  private Checkpoints() {}

  /** The model of a checkpoint's folder, or of the best checkpoint of a run's. */
  static TrainedModel find(String location, Configuration hadoop) {
    return find(location, Which.BEST, hadoop);
  }

  /**
   * The model of a checkpoint's folder, or of one of a run's; where that one is damaged, the newest
   * that is whole, with a warning.
   */
  static TrainedModel find(String location, Which which, Configuration hadoop) {
    return find(location, which, TrainedModel::of, hadoop);
  }

  /**
   * Opens it where only a part is read.
   *
   * @param reader reads what is needed; where it comes upon damage, another checkpoint is taken
   */
  static <T> T find(
      String location, Which which, Function<Checkpoint, T> reader, Configuration hadoop) {
    Function<Checkpoint, List<Integer>> meant =
        switch (which) {
          case BEST -> Checkpoints::best;
          case LATEST -> newest -> List.of();
        };
    return CheckpointStore.find(location, hadoop, meant, reader, Checkpoints::warn);
  }

  static void warn(String warning) {
    System.err.println("warning: " + warning);
  }

  private static List<Integer> best(Checkpoint latest) {
    return latest.state(TrainingState.class).bestRounds();
  }
}
