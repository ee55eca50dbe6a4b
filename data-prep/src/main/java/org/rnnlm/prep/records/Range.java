package org.rnnlm.prep.records;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * A range of a file's bytes. The ranges of a file together have each record once, wherever records
 * begin and end.
 *
 * @param from first byte
 * @param to one past the last byte
 */
public record Range(long from, long to) implements Serializable {

  /** A range for everything, however long the plain content of a compressed file may be. */
  public static final Range WHOLE = new Range(0, Long.MAX_VALUE);

  /**
   * @param size of a range; 0 for one range
   */
  static List<Range> of(long bytes, long size) {
    if (size == 0 || bytes <= size) {
      return List.of(WHOLE);
    }
    List<Range> ranges = new ArrayList<>();
    for (long from = 0; from < bytes; from += size) {
      ranges.add(new Range(from, Math.min(bytes, from + size)));
    }
    return ranges;
  }
}
