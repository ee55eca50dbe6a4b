package org.rnnlm.train;

/**
 * Marks along the tokens that a run trains, at which something is to be done: at the end of the
 * round that comes upon one.
 *
 * @param first tokens up to the first mark; 0 for no marks at all
 * @param growth how many times as many tokens the next mark stands at; 1 for marks equally far
 *     apart
 */
public record TokenSpacing(long first, double growth) {
  /** No marks. */
  public static final TokenSpacing NEVER = new TokenSpacing(0, 1);

  public TokenSpacing {
    if (first < 0 || !(growth >= 1 && Double.isFinite(growth))) {
      throw new IllegalArgumentException(
          "every "
              + first
              + " tokens, growing by "
              + growth
              + ": they must be at least 0 and at least 1");
    }
  }

  /** Returns marks equally far apart. */
  public static TokenSpacing every(long tokens) {
    return new TokenSpacing(tokens, 1);
  }

  /** Returns whether a round comes upon a mark that begins and ends after so many tokens. */
  boolean isDue(long before, long after) {
    if (first == 0) {
      return false;
    }
    if (growth == 1) {
      return after / first > before / first;
    }
    double mark = first;
    while (mark <= before) {
      mark *= growth;
    }
    return mark <= after;
  }
}
