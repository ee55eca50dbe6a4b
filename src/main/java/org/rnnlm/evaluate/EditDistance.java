package org.rnnlm.evaluate;

import java.util.List;

/**
 * The least number of insertions, deletions and substitutions that make one sequence another
 * (Levenshtein, Soviet Physics Doklady 10, 1966).
 */
final class EditDistance {
  private EditDistance() {}

  static <T> int of(List<T> one, List<T> other) {
    int[] before = new int[other.size() + 1]; // of one element of the first less
    for (int j = 0; j < before.length; j++) {
      before[j] = j;
    }
    for (int i = 1; i <= one.size(); i++) {
      int[] now = new int[before.length];
      now[0] = i;
      for (int j = 1; j < now.length; j++) {
        int substituted = before[j - 1] + (one.get(i - 1).equals(other.get(j - 1)) ? 0 : 1);
        now[j] = Math.min(substituted, Math.min(before[j], now[j - 1]) + 1);
      }
      before = now;
    }
    return before[other.size()];
  }

  /** Between texts, in code points. */
  static int ofCharacters(String one, String other) {
    return of(one.codePoints().boxed().toList(), other.codePoints().boxed().toList());
  }
}
