package org.rnnlm.io;

import java.io.IOException;
import java.io.OutputStream;

/** What a file's bytes come from. */
@FunctionalInterface
public interface Content {
  /** Writes all bytes, without closing the stream. */
  void writeTo(OutputStream out) throws IOException;
}
