package org.rnnlm.vocabulary;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Cuts words into the subwords of a vocabulary: of all neighbours that make a token the pair that
 * was learnt first is merged, the leftmost of equal ones, until none is left (Sennrich et al. 2016,
 * arXiv 1508.07909). Takes n log n steps for a word of n bytes. Keeps what it found of short words:
 * one a thread.
 */
public final class BytePairEncoder {
  private static final int MOST_KNOWN = 1 << 16;
  private static final int LONGEST_KNOWN = 32; // characters; longer words seldom come again

  private final Vocabulary vocabulary;
  private final Map<Long, Integer> merged = new HashMap<>(); // ids of both parts to the token's
  private final TokenNumbers known = new TokenNumbers();
  private final List<int[]> idsOfKnown = new ArrayList<>();

  public BytePairEncoder(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
    List<Merge> merges = vocabulary.merges();
    for (int i = 0; i < merges.size(); i++) {
      merged.put(pair(merges.get(i).left(), merges.get(i).right()), Subwords.FIRST_MERGE + i);
    }
  }

  /**
   * Returns the ids of a word.
   *
   * @param word as {@link Tokenizer#of} gives it for subwords
   * @return not to be changed
   */
  public int[] ids(String word) {
    return ids(word.toCharArray(), 0, word.length());
  }

  /** Returns the ids of a word that stands in a text; not to be changed. */
  int[] ids(char[] text, int start, int end) {
    int number = known.find(text, start, end);
    if (number >= 0) {
      return idsOfKnown.get(number);
    }
    int[] ids = new Word(new String(text, start, end - start)).ids();
    if (end - start <= LONGEST_KNOWN && known.size() < MOST_KNOWN) {
      known.number(text, start, end);
      idsOfKnown.add(ids);
    }
    return ids;
  }

  private static long pair(int left, int right) {
    return (long) left << Integer.SIZE | right;
  }

  /** A word on its way: a list of tokens, linked by position, and the merges they may yet make. */
  private final class Word {
    private final int[] tokens; // 0 where a token was merged into the one before
    private final int[] next;
    private final int[] previous;
    private final PriorityQueue<Long> candidates = new PriorityQueue<>(); // merged id, position

    Word(String word) {
      String bytes = ByteAlphabet.write(word);
      tokens = bytes.chars().map(c -> vocabulary.id(Character.toString(c))).toArray();
      next = new int[tokens.length];
      previous = new int[tokens.length];
      Arrays.setAll(next, i -> i + 1);
      Arrays.setAll(previous, i -> i - 1);
    }

    int[] ids() {
      for (int i = 0; i + 1 < tokens.length; i++) {
        consider(i);
      }
      while (!candidates.isEmpty()) {
        long candidate = candidates.poll();
        int position = (int) candidate;
        int token = (int) (candidate >> Integer.SIZE);
        if (makes(position) == token) { // and is not of a token that was merged meanwhile
          merge(position, token);
        }
      }
      return Arrays.stream(tokens).filter(token -> token != 0).toArray();
    }

    /** Returns the token that the one at a position makes with its neighbour, 0 for none. */
    private int makes(int position) {
      return tokens[position] == 0 || next[position] == tokens.length
          ? 0
          : merged.getOrDefault(pair(tokens[position], tokens[next[position]]), 0);
    }

    private void consider(int position) {
      int token = makes(position);
      if (token != 0) {
        candidates.add(pair(token, position));
      }
    }

    private void merge(int position, int token) {
      int right = next[position];
      tokens[position] = token;
      tokens[right] = 0;
      next[position] = next[right];
      if (next[right] < tokens.length) {
        previous[next[right]] = position;
      }
      consider(position);
      if (previous[position] >= 0) {
        consider(previous[position]);
      }
    }
  }
}
