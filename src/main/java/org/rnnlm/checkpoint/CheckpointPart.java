package org.rnnlm.checkpoint;

import java.util.Objects;
import org.rnnlm.io.Content;

/**
 * A file that a checkpoint holds beside model, state and vocabulary.
 *
 * @param name of the file
 * @param content writes it
 */
public record CheckpointPart(String name, Content content) {
  public CheckpointPart {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(content, "content");
  }
}
