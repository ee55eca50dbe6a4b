package org.rnnlm.prep.dump;

import java.io.IOException;

/** Compressed data are not what their format allows; the message says what is wrong with them. */
final class CompressedDataException extends IOException {
  private static final long serialVersionUID = 1L;

  private final long position;
  private final boolean cutShort;

  private CompressedDataException(String problem, boolean cutShort, long position) {
    super(problem);
    this.cutShort = cutShort;
    this.position = position;
  }

  /**
   * @param reason what was found
   * @param position byte of the file as it is stored
   */
  static CompressedDataException damaged(String reason, long position) {
    return new CompressedDataException(
        "the compressed data are wrong (" + reason + ")", false, position);
  }

  /**
   * @param position where the file ends
   */
  static CompressedDataException cutShort(long position) {
    return new CompressedDataException("the compressed data end too early", true, position);
  }

  long position() {
    return position;
  }

  String advice() {
    return cutShort ? MalformedDumpException.CUT_SHORT : MalformedDumpException.DAMAGED;
  }
}
