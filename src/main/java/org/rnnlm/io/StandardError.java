package org.rnnlm.io;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Standard error that knows of a line of progress at its end, which is written over on a terminal:
 * whatever else is printed, there or to standard output, takes the line's place, whoever prints it.
 */
public final class StandardError extends PrintStream {
  private static final String CLEAR = "\r\u001b[2K"; // to the start of the line, and clears it

  private static final byte[] CLEARING = CLEAR.getBytes(StandardCharsets.UTF_8);

  private boolean drawn;

  /**
   * @param terminal where it goes, in UTF-8
   */
  public StandardError(OutputStream terminal) {
    super(terminal, true, StandardCharsets.UTF_8);
  }

  /** Returns standard output beside it. */
  public PrintStream beside(OutputStream out) {
    return new PrintStream(
        new FilterOutputStream(out) {
          @Override
          public void write(byte[] bytes, int offset, int length) throws IOException {
            erase();
            out.write(bytes, offset, length);
          }

          @Override
          public void write(int b) throws IOException {
            erase();
            out.write(b);
          }
        },
        true,
        StandardCharsets.UTF_8);
  }

  /** Draws a line of progress over the one before. */
  synchronized void draw(String line) {
    drawn = false;
    print(CLEAR + line);
    flush();
    drawn = true;
  }

  /** Makes room where a line of progress stands. */
  synchronized void erase() {
    if (drawn) {
      drawn = false;
      // Not by print, in the midst of which this may be.
      super.write(CLEARING, 0, CLEARING.length);
      flush();
    }
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) {
    erase();
    super.write(bytes, offset, length);
  }

  @Override
  public synchronized void write(int b) {
    erase();
    super.write(b);
  }
}
