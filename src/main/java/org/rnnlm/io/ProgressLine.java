package org.rnnlm.io;

import java.util.function.Supplier;

/**
 * The line on standard error that tells how far a command is: written over on a terminal, a new one
 * every ten seconds elsewhere.
 */
public final class ProgressLine {
  private static final double PLAIN_SECONDS = 10;
  private static final String CLEAR = "\r\u001b[2K"; // to the start of the line, and clears it

  private final ProgressStyle style;
  private final boolean rewrites;
  private boolean shown;
  private long lastNanos;

  /**
   * @param style how the user wants it
   */
  public ProgressLine(ProgressStyle style) {
    this(style, Terminal.isThere());
  }

  ProgressLine(ProgressStyle style, boolean terminal) {
    this.style = style;
    this.rewrites = style == ProgressStyle.AUTO && terminal;
  }

  /** Returns whether the line is written over, so that it may be shown as often as it changes. */
  public boolean rewrites() {
    return rewrites;
  }

  /** Shows how far it is, unless it was shown just before or is not wanted. */
  public synchronized void show(Supplier<String> line) {
    if (rewrites && System.err instanceof StandardError err) {
      err.draw(line.get());
    } else if (rewrites) {
      System.err.print(CLEAR + line.get());
      System.err.flush();
      shown = true;
    } else if (style != ProgressStyle.NONE && due()) {
      System.err.println(line.get());
      shown = true;
      lastNanos = System.nanoTime();
    }
  }

  private boolean due() {
    return !shown || (System.nanoTime() - lastNanos) / 1e9 >= PLAIN_SECONDS;
  }

  /** Tells what is to stay, above the line. */
  public synchronized void tell(String message) {
    clear();
    System.err.println(message);
  }

  /** Makes room for what is printed next. */
  public synchronized void clear() {
    if (System.err instanceof StandardError err) {
      err.erase();
    } else if (rewrites && shown) {
      System.err.print(CLEAR);
      System.err.flush();
    }
  }
}
