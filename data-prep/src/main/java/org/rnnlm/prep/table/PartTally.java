package org.rnnlm.prep.table;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What is counted over rows: those of a part, or of parts in their order. */
final class PartTally implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int EXAMPLES = 10;

  private long rows;
  private long written;
  private long tokens;
  private long unknown;
  private long predictions;
  private double nats;
  private final SortedMap<String, Long> errors = new TreeMap<>();
  private final SortedMap<String, List<String>> examples = new TreeMap<>();
  private final SortedMap<String, Long> leftOut = new TreeMap<>();
  private final SortedMap<String, Long> groups = new TreeMap<>();
  private final Spread perplexities = Spread.none();

  /**
   * Counts a row.
   *
   * @param where it is, for people
   */
  void add(String where, RowOutcome outcome) {
    rows++;
    if (!outcome.error().isEmpty()) {
      errors.merge(outcome.error(), 1L, Long::sum);
      example(outcome.error(), where);
      return;
    }
    if (!outcome.leftOut().isEmpty()) {
      leftOut.merge(outcome.leftOut(), 1L, Long::sum);
    }
    RowMeasures measures = outcome.measures();
    tokens += measures.tokens();
    unknown += measures.unknown();
    if (!measures.group().isEmpty()) {
      groups.merge(measures.group(), 1L, Long::sum);
    }
    if (measures.predictions() > 0) {
      predictions += measures.predictions();
      nats += measures.nats();
      perplexities.add(Math.exp(measures.nats() / measures.predictions()));
    }
  }

  private void example(String error, String where) {
    List<String> known = examples.computeIfAbsent(error, first -> new ArrayList<>());
    if (known.size() < EXAMPLES) {
      known.add(where);
    }
  }

  /** Counts rows that were written. */
  void wrote(long count) {
    written += count;
  }

  /** Adds what was counted of a part that comes after those of this one. */
  void addAll(PartTally part) {
    rows += part.rows;
    written += part.written;
    tokens += part.tokens;
    unknown += part.unknown;
    predictions += part.predictions;
    nats += part.nats;
    part.errors.forEach((error, count) -> errors.merge(error, count, Long::sum));
    part.examples.forEach((error, places) -> places.forEach(place -> example(error, place)));
    part.leftOut.forEach((reason, count) -> leftOut.merge(reason, count, Long::sum));
    part.groups.forEach((group, count) -> groups.merge(group, count, Long::sum));
    perplexities.addAll(part.perplexities);
  }

  long rows() {
    return rows;
  }

  /** Returns how many rows were written, of which one of the input may have become several. */
  long written() {
    return written;
  }

  long tokens() {
    return tokens;
  }

  long unknown() {
    return unknown;
  }

  long predictions() {
    return predictions;
  }

  double nats() {
    return nats;
  }

  SortedMap<String, Long> errors() {
    return errors;
  }

  SortedMap<String, List<String>> examples() {
    return examples;
  }

  SortedMap<String, Long> leftOut() {
    return leftOut;
  }

  SortedMap<String, Long> groups() {
    return groups;
  }

  Spread perplexities() {
    return perplexities;
  }
}
