package org.rnnlm.layer;

import java.util.Arrays;

/**
 * The arithmetic of a {@link CharacterReader}, forward and backward.
 *
 * <p>With e(c) a character's vector, W_j what a filter multiplies its j-th neighbour's vector by
 * and b its bias, a word c_1 … c_n becomes, for each filter, tanh(b + max over p of sum over j of
 * W_j · e(c_{p+j})); where a word is shorter than the filter, the neighbours that it lacks add
 * nothing. Since characters are few and words many, the products W_j · e(c) are computed once a
 * batch for each character that it has; a word then adds up rows of that table. The gradient goes
 * back through the largest place alone, and so a word adds to few rows of the table's gradient.
 *
 * <p>All sums have a fixed order: words as they come, characters by their ids.
 */
final class CharacterConvolution {
  private final int size;
  private final int filters;
  private final int width;
  private final int[] rows; // of the table, by symbol; -1 where a batch lacks it

  private int[] present = {}; // symbols of the table's rows
  private float[] table = {}; // [present, width, filters]
  private int[] largest = {}; // [words, filters], places; -1 in words without symbols
  private float[] output = {}; // [words, filters]
  private SpelledWords words;

  CharacterConvolution(CharacterReader reader) {
    size = reader.size();
    filters = reader.filters();
    width = reader.width();
    rows = new int[reader.symbols()];
  }

  /**
   * Reads words.
   *
   * @param vectors [symbols, size]
   * @param weights [size, width, filters]
   * @param biases [filters]
   * @return [words, filters], valid until the next call; 0 of words without symbols
   */
  float[] forward(SpelledWords given, float[] vectors, float[] weights, float[] biases) {
    words = given;
    gather();
    multiply(vectors, weights);
    int values = given.words() * filters;
    if (output.length < values) {
      output = new float[values];
      largest = new int[values];
    }
    float[] sums = new float[filters];
    for (int word = 0; word < given.words(); word++) {
      read(word, biases, sums);
    }
    return output;
  }

  private void gather() {
    Arrays.fill(rows, -1);
    for (int symbol : words.symbols()) {
      if (symbol >= 0) {
        rows[symbol] = 0;
      }
    }
    int count = 0;
    int[] found = new int[rows.length];
    for (int symbol = 0; symbol < rows.length; symbol++) {
      if (rows[symbol] == 0) {
        found[count] = symbol;
        rows[symbol] = count++;
      }
    }
    present = Arrays.copyOf(found, count);
  }

  private void multiply(float[] vectors, float[] weights) {
    int columns = width * filters;
    table = new float[present.length * columns];
    for (int row = 0; row < present.length; row++) {
      for (int i = 0; i < size; i++) {
        float factor = vectors[present[row] * size + i];
        addMultiple(factor, weights, i * columns, table, row * columns, columns);
      }
    }
  }

  private static void addMultiple(
      float factor, float[] from, int at, float[] to, int offset, int length) {
    for (int k = 0; k < length; k++) {
      to[offset + k] += factor * from[at + k];
    }
  }

  private void read(int word, float[] biases, float[] sums) {
    int length = words.length(word);
    int to = word * filters;
    if (length == 0) {
      Arrays.fill(output, to, to + filters, 0);
      Arrays.fill(largest, to, to + filters, -1);
      return;
    }
    for (int place = 0; place <= Math.max(0, length - width); place++) {
      Arrays.fill(sums, 0);
      for (int j = 0; j < Math.min(width, length - place); j++) {
        int from = row(word, place + j, j);
        for (int f = 0; f < filters; f++) {
          sums[f] += table[from + f];
        }
      }
      for (int f = 0; f < filters; f++) {
        if (place == 0 || sums[f] > output[to + f]) {
          output[to + f] = sums[f];
          largest[to + f] = place;
        }
      }
    }
    for (int f = 0; f < filters; f++) {
      output[to + f] = (float) Math.tanh(output[to + f] + biases[f]);
    }
  }

  /** Returns where the table has what a symbol of a word adds to all filters. */
  private int row(int word, int place, int neighbour) {
    return (rows[words.symbol(word, place)] * width + neighbour) * filters;
  }

  /**
   * Adds the gradients of what was read last to those of the parameters.
   *
   * @param gradient of what {@link #forward} returned, [words, filters]
   * @param vectors as they were read
   * @param weights as they were read
   * @param ofVectors [symbols, size]
   * @param ofWeights [size, width, filters]
   * @param ofBiases [filters]
   */
  void backward(
      float[] gradient,
      float[] vectors,
      float[] weights,
      float[] ofVectors,
      float[] ofWeights,
      float[] ofBiases) {
    float[] ofTable = new float[table.length];
    for (int word = 0; word < words.words(); word++) {
      int length = words.length(word);
      for (int f = 0; f < filters; f++) {
        int at = word * filters + f;
        int place = largest[at];
        if (place < 0) {
          continue;
        }
        float slope = gradient[at] * (1 - output[at] * output[at]);
        ofBiases[f] += slope;
        for (int j = 0; j < Math.min(width, length - place); j++) {
          ofTable[row(word, place + j, j) + f] += slope;
        }
      }
    }
    int columns = width * filters;
    for (int row = 0; row < present.length; row++) {
      for (int i = 0; i < size; i++) {
        int at = present[row] * size + i;
        addMultiple(vectors[at], ofTable, row * columns, ofWeights, i * columns, columns);
        float sum = 0;
        for (int k = 0; k < columns; k++) {
          sum += ofTable[row * columns + k] * weights[i * columns + k];
        }
        ofVectors[at] += sum;
      }
    }
  }
}
