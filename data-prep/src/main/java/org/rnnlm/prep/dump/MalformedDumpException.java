package org.rnnlm.prep.dump;

import org.rnnlm.io.DataException;

/**
 * A dump cannot be read to its end. The message names the file, where in it (byte of the file as it
 * is stored, line and column of the XML), the last page that was still read whole, and what to do.
 */
public final class MalformedDumpException extends DataException {

  static final String CUT_SHORT =
      "the file is cut short: download it again, and compare its size and checksum with those"
          + " published beside it";
  static final String DAMAGED =
      "the file is damaged: download it again, and compare its checksum with the one published"
          + " beside it";

  private static final long serialVersionUID = 1L;

  MalformedDumpException(String message, Throwable cause) {
    super(message, cause);
  }
}
