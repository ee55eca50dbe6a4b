package org.rnnlm.prep.steps;

import java.io.Serializable;
import java.util.EnumMap;
import java.util.Map;
import org.apache.spark.SparkContext;
import org.apache.spark.util.LongAccumulator;
import org.rnnlm.prep.dump.CpuClock;

/**
 * What tasks report of their work while a job runs, for people: tasks that run again count again.
 * The figures of the manifest and of the report are not made of these.
 */
final class Counters implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Map<Part, LongAccumulator> nanos = new EnumMap<>(Part.class);
  private final LongAccumulator inputBytes;
  private final LongAccumulator articles;
  private final LongAccumulator tokens;

  Counters(SparkContext spark) {
    for (Part part : Part.values()) {
      nanos.put(part, spark.longAccumulator("nanoseconds: " + part));
    }
    inputBytes = spark.longAccumulator("bytes of input");
    articles = spark.longAccumulator("articles");
    tokens = spark.longAccumulator("tokens");
  }

  /** Counts the current thread's time since a look at {@link CpuClock}; returns a new look. */
  long took(Part part, long since) {
    long now = CpuClock.now();
    add(part, now - since);
    return now;
  }

  void add(Part part, long duration) {
    nanos.get(part).add(duration);
  }

  void inputRead(long bytes) {
    inputBytes.add(bytes);
  }

  void articleRead() {
    articles.add(1);
  }

  void tokensEncoded(long count) {
    tokens.add(count);
  }

  double seconds(Part part) {
    return nanos.get(part).value() / 1e9;
  }

  long inputBytes() {
    return inputBytes.value();
  }

  long articles() {
    return articles.value();
  }

  long tokens() {
    return tokens.value();
  }
}
