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
    super(
        Text.format(
            "%s; once the cause is mended, this goes on: %s",
            lastCheckpoint
                .map(folder -> "the last good checkpoint is " + folder)
                .orElse("there is no checkpoint yet, and training will begin anew"),
            command),
        cause);
  }
}
