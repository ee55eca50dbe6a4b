package org.rnnlm.layer;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.rnnlm.text.Text;

/**
 * Words as a network that reads their characters is given them: [batch, 1 + longest, time], ids of
 * tokens first, and behind each its symbols as {@link CharacterReader#read} numbers them, counted
 * from 1, with zeros behind the last.
 *
 * @param tokens the ids
 * @param symbols [time, batch, longest], counted from 0, and -1 where there are none
 * @param longest the most symbols of a word
 */
record SpelledWords(Tokens tokens, int[] symbols, int longest) {

  /**
   * @param vocabularySize that ids are below
   * @param known symbols that there are
   * @throws IllegalArgumentException if the array has no symbols, or others
   */
  static SpelledWords of(INDArray array, long vocabularySize, int known) {
    if (array.rank() != 3 || array.size(1) < 2) {
      throw new IllegalArgumentException(
          "words have shape "
              + Arrays.toString(array.shape())
              + ", they must be ids and symbols of their characters, [batch, 1 + symbols, time]");
    }
    INDArray ids = array.get(NDArrayIndex.all(), NDArrayIndex.interval(0, 1), NDArrayIndex.all());
    Tokens tokens = Tokens.of(ids.dup('c'), vocabularySize);
    int longest = (int) array.size(1) - 1;
    int batch = tokens.batch();
    int steps = tokens.steps();
    float[] values = array.dup('c').data().asFloat(); // [batch, 1 + longest, time]
    int[] symbols = new int[batch * steps * longest];
    for (int b = 0; b < batch; b++) {
      for (int i = 0; i < longest; i++) {
        int from = (b * (1 + longest) + 1 + i) * steps;
        for (int t = 0; t < steps; t++) {
          symbols[(t * batch + b) * longest + i] = symbol(values[from + t], known);
        }
      }
    }
    return new SpelledWords(tokens, symbols, longest);
  }

  private static int symbol(float value, int known) {
    int symbol = (int) value;
    if (symbol != value || symbol < 0 || symbol > known) {
      throw new IllegalArgumentException(
          Text.format("symbol %s is none of the %d that are known", value, known));
    }
    return symbol - 1;
  }

  int words() {
    return tokens.ids().length;
  }

  /** Returns how many symbols a word has. */
  int length(int word) {
    int length = 0;
    while (length < longest && symbols[word * longest + length] >= 0) {
      length++;
    }
    return length;
  }

  int symbol(int word, int place) {
    return symbols[word * longest + place];
  }
}
