package org.rnnlm.score;

import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.rnnlm.shard.TokenSequence;
import org.rnnlm.vocabulary.Vocabulary;

/**
 * Proves that a sequence gets the same bits wherever it stands in a batch. Matrix products give
 * each row what follows from that row alone, but a library may add it up in another order at the
 * edge of a matrix than within it.
 */
final class PlaceCheck {
  private PlaceCheck() {}

  /** Computes a batch from a zero state, [time, batch] step after step. */
  interface Losses {
    double[] of(List<TokenSequence> sequences, int steps);
  }

  /** Returns whether a sequence that stands in all rows gets the same in each. */
  static boolean ofSteps(int rows, int steps, Losses losses) {
    int[] tokens =
        new SplittableRandom(steps)
            .ints(steps + 1L, Vocabulary.PADDING, Vocabulary.END + 1)
            .toArray();
    double[] nats = losses.of(Collections.nCopies(rows, new TokenSequence(0, 0, tokens)), steps);
    return isEven(nats, rows);
  }

  /** Returns whether the values of a row are those of the first one, [time, batch]. */
  static boolean isEven(double[] values, int rows) {
    for (int i = 0; i < values.length; i++) {
      if (Double.doubleToRawLongBits(values[i])
          != Double.doubleToRawLongBits(values[i - i % rows])) {
        return false;
      }
    }
    return true;
  }
}
