package org.rnnlm.io;

import java.io.IOException;

/** What a file system says of its own failure, in words. */
final class Reason {
  private Reason() {}

  static String of(IOException e) {
    String message = e.getMessage();
    if (message != null && message.startsWith("Mkdirs failed to create")) {
      return "the folder cannot be made"; // which Hadoop says by the name of a method
    }
    return message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
  }
}
