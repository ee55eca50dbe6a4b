package org.rnnlm.prep.corpus;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** What random numbers are drawn for: each purpose has its own stream for every article. */
enum Purpose {
  TEXT(0x1F83D9ABFB41BD6BL),
  MARKUP(0x5BE0CD19137E2179L),
  CONTRAST(0x3C6EF372FE94F82BL);

  private final long salt;

  Purpose(long salt) {
    this.salt = salt;
  }

  RandomGenerator random(long seed, long index) {
    return new SplittableRandom(mix(mix(seed ^ salt) + index));
  }

  /** Returns the finalizer of SplitMix64. */
  private static long mix(long value) {
    long z = value + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
