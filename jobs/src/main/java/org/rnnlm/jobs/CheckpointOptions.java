package org.rnnlm.jobs;

import org.apache.hadoop.conf.Configuration;
import org.rnnlm.checkpoint.Checkpoint;
import org.rnnlm.run.TrainingState;
import org.rnnlm.vocabulary.Vocabulary;
import picocli.CommandLine.Option;

/** The options by which a command takes what was trained. */
final class CheckpointOptions {
  @Option(
      names = "--checkpoint",
      required = true,
      paramLabel = "RUN-or-CHECKPOINT",
      description = "Names a checkpoint's folder, or a run's.")
  private String checkpoint;

  @Option(
      names = "--which",
      defaultValue = "best",
      paramLabel = "best|latest",
      description =
          "Says which checkpoint of a run is taken: that with the lowest validation loss, or the"
              + " newest; ${DEFAULT-VALUE} if not given.")
  private Checkpoints.Which which;

  /** The model of the checkpoint that is meant. */
  TrainedModel model(Configuration hadoop) {
    return Checkpoints.find(checkpoint, which, hadoop);
  }

  /** The vocabulary of that checkpoint. */
  Vocabulary vocabulary(Configuration hadoop) {
    return Checkpoints.find(checkpoint, which, Checkpoint::vocabulary, hadoop);
  }

  /** How far that checkpoint's training had come, and of which model, without its parameters. */
  TrainingState state(Configuration hadoop) {
    return Checkpoints.find(checkpoint, which, found -> found.state(TrainingState.class), hadoop);
  }
}
