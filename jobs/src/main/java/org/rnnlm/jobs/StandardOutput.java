package org.rnnlm.jobs;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Standard output that remembers why something could not be written to it, which Java's own keeps
 * to itself: results that were sent to a file on a full disk would be lost in silence.
 */
final class StandardOutput extends FilterOutputStream {
  /** A reader that has seen enough, as head does, is no fault. */
  private static final String READER_LEFT = "Broken pipe";

  private IOException failure; // null for none

  private StandardOutput(OutputStream out) {
    super(out);
  }

  /** Takes the place of the process's standard output. */
  static StandardOutput install() {
    StandardOutput output =
        new StandardOutput(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)));
    System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
    return output;
  }

  /** Returns what is wrong with what was written so far, if anything is. */
  Optional<String> problem() {
    System.out.flush();
    return Optional.ofNullable(failure)
        .map(IOException::getMessage)
        .filter(reason -> !reason.contains(READER_LEFT))
        .map(
            reason ->
                "error: standard output could not be written whole ("
                    + reason
                    + "); what a command writes into files of its own is not concerned");
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      throw remembered(e);
    }
  }

  @Override
  public void flush() throws IOException {
    try {
      out.flush();
    } catch (IOException e) {
      throw remembered(e);
    }
  }

  private IOException remembered(IOException e) {
    if (failure == null) {
      failure = e;
    }
    return e;
  }
}
