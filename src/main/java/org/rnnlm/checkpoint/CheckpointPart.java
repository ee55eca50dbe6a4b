package org.rnnlm.checkpoint;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;

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

  /** Writes a file's content, without closing the stream. */
  @FunctionalInterface
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }
}
