package org.rnnlm.io;

import java.util.OptionalDouble;

/**
 * Tells how long a job will still take by how fast it went. What comes before the first mark does
 * not count, since a start takes long for the little it does; and as long as little is known
 * nothing is told.
 */
public final class Pace {
  private static final int MARKS = 3;
  private static final double SECONDS = 10;
  private static final double SHARE = 0.1;

  private final double all;
  private int marks;
  private double firstSeconds;
  private double firstDone;
  private double lastSeconds;
  private double lastDone;

  /**
   * @param all what is to be done in the end
   */
  public Pace(double all) {
    this.all = all;
  }

  /**
   * Takes note of how far the job is.
   *
   * @param seconds by a clock that does not go back
   * @param done of what is to be done, never less than before
   */
  public void mark(double seconds, double done) {
    if (marks == 0) {
      firstSeconds = seconds;
      firstDone = done;
    }
    marks++;
    lastSeconds = seconds;
    lastDone = done;
  }

  /**
   * Returns what is left, in seconds, if three marks lie over ten seconds or a tenth of the job.
   */
  public OptionalDouble secondsLeft() {
    double seconds = lastSeconds - firstSeconds;
    double done = lastDone - firstDone;
    boolean known = marks >= MARKS && done > 0 && (seconds >= SECONDS || done >= SHARE * all);
    return known ? OptionalDouble.of((all - lastDone) * seconds / done) : OptionalDouble.empty();
  }
}
