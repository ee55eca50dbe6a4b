package org.rnnlm.io;

import java.io.IOException;

/** What a file system says of its own failure, in words. */
final class Reason {
  private Reason() {}

  static String of(IOException e) {
    String message = e.getMessage();
    return message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
  }
}
