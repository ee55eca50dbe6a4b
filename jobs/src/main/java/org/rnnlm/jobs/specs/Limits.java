package org.rnnlm.jobs.specs;

import org.rnnlm.jobs.settings.Settings;

/** Ends of ranges, as {@link Settings} understands them. */
final class Limits {
  /** No upper end. */
  static final int ANY = Integer.MAX_VALUE;

  static final double ABOVE_ZERO = Math.nextUp(0.0);
  static final double BELOW_ONE = Math.nextDown(1.0);

  private Limits() {}

  /** Any number of 64 bits. */
  static long seed(Settings settings, String key) {
    return settings.longInteger(key, Long.MIN_VALUE, Long.MAX_VALUE);
  }
}
