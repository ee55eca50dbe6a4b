package org.rnnlm.prep.corpus;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How probable the articles of a generated dump were, by page id and in the dump's order.
 *
 * <p>The file has tab-separated columns and a header line: the page id, the length of the cleaned
 * text in Unicode code points, and the natural logarithm of the probability of the text and its
 * end. A model that predicts the characters and an end scores {@code characters + 1} tokens, so the
 * floor of its loss is {@code -logProbability / (characters + 1)}.
 */
public record FloorTable(Map<Long, Entry> entries) {
  static final String HEADER = "article\tcharacters\tlog-probability";

  public FloorTable {
    entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
  }

  /** One article's length and log-probability. */
  public record Entry(int characters, double logProbability) {
    public Entry {
      if (characters < 1) {
        throw new IllegalArgumentException("characters is " + characters + ", must be at least 1");
      }
      if (!(logProbability <= 0) || Double.isInfinite(logProbability)) {
        throw new IllegalArgumentException(
            "log-probability is " + logProbability + ", must be finite and at most 0");
      }
    }
  }

  /**
   * Reads a whole table; does not close the input.
   *
   * @param name what to call the file in messages
   * @throws IOException with the name and the line of the first row that is not as it should be
   */
  public static FloorTable read(String name, InputStream in) throws IOException {
    BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    if (!HEADER.equals(lines.readLine())) {
      throw new IOException(name + ", line 1: the header must be \"" + HEADER + "\"");
    }
    Map<Long, Entry> entries = new LinkedHashMap<>();
    int number = 1;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      try {
        add(entries, line);
      } catch (IllegalArgumentException e) {
        throw new IOException(name + ", line " + number + ": " + e.getMessage(), e);
      }
    }
    return new FloorTable(entries);
  }

  private static void add(Map<Long, Entry> entries, String line) {
    String[] columns = line.split("\t", -1);
    if (columns.length != 3) {
      throw new IllegalArgumentException(columns.length + " columns, must be 3");
    }
    Entry entry = new Entry(Integer.parseInt(columns[1]), Double.parseDouble(columns[2]));
    if (entries.put(Long.valueOf(columns[0]), entry) != null) {
      throw new IllegalArgumentException("article " + columns[0] + " is given twice");
    }
  }
}
