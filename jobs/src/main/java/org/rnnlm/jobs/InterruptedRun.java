package org.rnnlm.jobs;

import java.util.Optional;
import org.rnnlm.io.Folder;
import org.rnnlm.text.Text;

/** A training that could not go on, for whatever reason, and how to go on with it. */
final class InterruptedRun extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param command the one that goes on
   */
  InterruptedRun(Optional<Folder> lastCheckpoint, String command, Throwable cause) {
    super("once the cause is mended: " + howToGoOn(lastCheckpoint, command), cause);
  }

  /** Says where a training stands, and how it goes on. */
  static String howToGoOn(Optional<Folder> lastCheckpoint, String command) {
    return Text.format(
        "%s; this goes on: submit/rnnlm %s",
        lastCheckpoint
            .map(folder -> "the last good checkpoint is " + folder)
            .orElse("there is no checkpoint yet, and training will begin anew"),
        command);
  }
}
