package org.rnnlm.vocabulary;

import java.util.Arrays;

/**
 * Numbers tokens from 0 on, in the order in which they are first met. A token is looked up where it
 * stands in its text, without a string of it: a table with open addressing, whose keys lie one
 * behind the other. Takes about 20 bytes a token and two for each of its characters.
 */
public final class TokenNumbers {
  private static final int NONE = -1;
  private static final long MOST_CHARACTERS = Integer.MAX_VALUE - 8L; // of an array
  private static final int LEAST = 1 << 10;
  private static final int GOLDEN = 0x9e3779b9; // 2^32 over the golden ratio
  private static final int SINGLE = 1 << 7;

  private int[] slots = filled(LEAST); // numbers, by hash
  private int[] hashes = new int[LEAST / 2]; // by number
  private int[] starts = new int[LEAST / 2 + 1]; // by number: where its characters begin
  private char[] characters = new char[LEAST * 4];
  private final int[] singles = filled(SINGLE); // numbers of tokens that are one letter of ASCII
  private int size;

  private static int[] filled(int length) {
    int[] slots = new int[length];
    Arrays.fill(slots, NONE);
    return slots;
  }

  /** Returns how many tokens have a number. */
  public int size() {
    return size;
  }

  /** Returns a token's number; -1 if it has none. */
  public int find(char[] text, int start, int end) {
    if (isSingle(text, start, end)) {
      return singles[text[start]];
    }
    return slots[slot(text, start, end, hash(text, start, end))];
  }

  /** Returns a token's number; one that has none is given the next. */
  public int number(char[] text, int start, int end) {
    if (isSingle(text, start, end) && singles[text[start]] != NONE) {
      return singles[text[start]];
    }
    int hash = hash(text, start, end);
    int slot = slot(text, start, end, hash);
    return slots[slot] == NONE ? add(text, start, end, hash, slot) : slots[slot];
  }

  /** Returns a token's number; one that has none is given the next. */
  public int number(String token) {
    return number(token.toCharArray(), 0, token.length());
  }

  private static boolean isSingle(char[] text, int start, int end) {
    return end - start == 1 && text[start] < SINGLE;
  }

  /** Returns the token that has a number. */
  public String token(int number) {
    return new String(characters, starts[number], starts[number + 1] - starts[number]);
  }

  /** Returns the hash of the token that has a number, which is that of Java's string of it. */
  public int hash(int number) {
    return hashes[number];
  }

  private static int hash(char[] text, int start, int end) {
    int hash = 0;
    for (int i = start; i < end; i++) {
      hash = 31 * hash + text[i];
    }
    return hash;
  }

  /** Returns the token's slot, or the empty one where it belongs. */
  private int slot(char[] text, int start, int end, int hash) {
    int slot = first(hash);
    while (slots[slot] != NONE && !isAt(slots[slot], text, start, end, hash)) {
      slot = slot + 1 & slots.length - 1;
    }
    return slot;
  }

  /**
   * Returns the slot where the search begins: hashes of numbers and the like lie close together.
   */
  private int first(int hash) {
    return hash * GOLDEN >>> Integer.numberOfLeadingZeros(slots.length - 1);
  }

  private boolean isAt(int number, char[] text, int start, int end, int hash) {
    int from = starts[number];
    if (hashes[number] != hash || starts[number + 1] - from != end - start) {
      return false;
    }
    for (int i = start; i < end; i++) {
      if (characters[from++] != text[i]) {
        return false;
      }
    }
    return true;
  }

  private int add(char[] text, int start, int end, int hash, int slot) {
    int from = starts[size];
    int to = Math.addExact(from, end - start);
    if (to > characters.length) {
      characters = Arrays.copyOf(characters, (int) Math.min(MOST_CHARACTERS, to * 2L));
    }
    System.arraycopy(text, start, characters, from, end - start);
    if (isSingle(text, start, end)) {
      singles[text[start]] = size;
    }
    slots[slot] = size;
    hashes[size] = hash;
    starts[++size] = to;
    if (size == hashes.length) {
      grow();
    }
    return size - 1;
  }

  private void grow() {
    hashes = Arrays.copyOf(hashes, size * 2);
    starts = Arrays.copyOf(starts, size * 2 + 1);
    slots = filled(slots.length * 2);
    for (int number = 0; number < size; number++) {
      int slot = first(hashes[number]);
      while (slots[slot] != NONE) {
        slot = slot + 1 & slots.length - 1;
      }
      slots[slot] = number;
    }
  }
}
