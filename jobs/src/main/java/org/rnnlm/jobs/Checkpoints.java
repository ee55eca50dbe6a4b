package org.rnnlm.jobs;

import java.util.OptionalInt;
import org.apache.hadoop.conf.Configuration;
import org.rnnlm.checkpoint.Checkpoint;
import org.rnnlm.checkpoint.CheckpointStore;
import org.rnnlm.train.TrainingState;

/** Finds the checkpoint that a user means. */
final class Checkpoints {
  private Checkpoints() {}

  /** A checkpoint's folder, or the best checkpoint of a run's. */
  static Checkpoint find(String location, Configuration hadoop) {
    return CheckpointStore.find(location, hadoop, Checkpoints::best);
  }

  private static OptionalInt best(Checkpoint latest) {
    return latest
        .state(TrainingState.class)
        .best()
        .map(epoch -> OptionalInt.of(epoch.rounds()))
        .orElse(OptionalInt.empty());
  }
}
