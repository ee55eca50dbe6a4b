package org.rnnlm.prep.steps;

import java.util.List;
import org.rnnlm.io.DataException;

/** What is wrong with what a user gave, told all at once. */
final class Problems {
  private Problems() {}

  /**
   * @param problems each a sentence
   * @throws DataException naming all of them, a line each
   */
  static void throwIfAny(List<String> problems) {
    if (!problems.isEmpty()) {
      throw new DataException(String.join("\n", problems));
    }
  }
}
