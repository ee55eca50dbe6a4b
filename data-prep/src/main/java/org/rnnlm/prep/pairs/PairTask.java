package org.rnnlm.prep.pairs;

import java.util.SplittableRandom;
import org.rnnlm.io.Hashes;

/** What is asked for. */
public enum PairTask {
  /** Letters, to be written in reverse: {@code bhdc} becomes {@code cdhb}. */
  REVERSE,
  /** A date as people write it, to be written as ISO 8601 has it. */
  DATES;

  /**
   * Returns the pair of a number, which follows from the seed alone; pairs of several numbers may
   * be the same.
   */
  public GeneratedPair pair(long seed, long number) {
    SplittableRandom random = new SplittableRandom(Hashes.seed(seed, ordinal(), number));
    return switch (this) {
      case REVERSE -> Reversal.pair(random);
      case DATES -> WrittenDates.pair(random);
    };
  }
}
