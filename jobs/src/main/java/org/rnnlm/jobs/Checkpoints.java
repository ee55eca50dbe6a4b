package org.rnnlm.jobs;

import java.util.OptionalInt;
import org.apache.hadoop.conf.Configuration;
import org.rnnlm.checkpoint.Checkpoint;
import org.rnnlm.checkpoint.CheckpointStore;
import org.rnnlm.run.TrainingState;

/** Finds the checkpoint that a user means. */
final class Checkpoints {
  /** Which checkpoint of a run is meant. */
  enum Which {
    /**
     * That of the epoch with the lowest validation loss; the newest before the first epoch's end.
     */
    BEST,
    LATEST
  }

  private Checkpoints() {}

  /** A checkpoint's folder, or the best checkpoint of a run's. */
  static Checkpoint find(String location, Configuration hadoop) {
    return find(location, Which.BEST, hadoop);
  }

  /**
   * A checkpoint's folder, or one of a run's; where that one is damaged, the newest that is whole,
   * with a warning.
   */
  static Checkpoint find(String location, Which which, Configuration hadoop) {
    return switch (which) {
      case BEST -> CheckpointStore.find(location, hadoop, Checkpoints::best, Checkpoints::warn);
      case LATEST ->
          CheckpointStore.find(location, hadoop, latest -> OptionalInt.empty(), Checkpoints::warn);
    };
  }

  private static void warn(String warning) {
    System.err.println("warning: " + warning);
  }

  private static OptionalInt best(Checkpoint latest) {
    return latest
        .state(TrainingState.class)
        .best()
        .map(epoch -> OptionalInt.of(epoch.rounds()))
        .orElse(OptionalInt.empty());
  }
}
