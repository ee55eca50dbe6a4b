package org.rnnlm.prep.table;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.ToIntFunction;

/**
 * Takes rows together that are worked on together: enough to fill batches of a model, and no more
 * than memory should hold.
 *
 * @param <T> what a row is
 */
public final class RowChunks<T> implements Iterator<List<T>> {
  /** Rows that are worked on together have no more characters than these, but for a single one. */
  private static final int CHARACTERS = 1 << 18;

  private static final int ROWS = 1 << 12;

  private final Iterator<T> rows;
  private final ToIntFunction<T> characters;
  private int most;

  private RowChunks(Iterator<T> rows, ToIntFunction<T> characters, int most) {
    this.rows = rows;
    this.characters = characters;
    this.most = most;
  }

  /** Returns chunks as large as they may be. */
  static <T> RowChunks<T> of(Iterator<T> rows, ToIntFunction<T> characters) {
    return new RowChunks<>(rows, characters, ROWS);
  }

  /**
   * Returns chunks of which each has up to twice as many rows as the one before it, for who may
   * want the first few rows alone.
   *
   * @param first rows of the first chunk
   */
  public static <T> RowChunks<T> growing(Iterator<T> rows, ToIntFunction<T> characters, int first) {
    return new RowChunks<>(rows, characters, first);
  }

  @Override
  public boolean hasNext() {
    return rows.hasNext();
  }

  @Override
  public List<T> next() {
    if (!rows.hasNext()) {
      throw new NoSuchElementException("there are no more rows");
    }
    List<T> chunk = new ArrayList<>();
    long sum = 0;
    while (rows.hasNext() && chunk.size() < most && sum < CHARACTERS) {
      T row = rows.next();
      chunk.add(row);
      sum += characters.applyAsInt(row);
    }
    most = Math.min(ROWS, 2 * most);
    return chunk;
  }
}
