package org.rnnlm.prep.table;

import java.io.Serializable;
import org.apache.spark.SparkContext;
import org.apache.spark.util.LongAccumulator;

/**
 * What tasks report of their work while the job runs, for people: tasks that run again count again.
 * The figures that are written are not made of these.
 */
final class RowCounters implements Serializable {
  private static final long serialVersionUID = 1L;

  private final LongAccumulator bytes;
  private final LongAccumulator rows;
  private final LongAccumulator tokens;

  RowCounters(SparkContext spark) {
    bytes = spark.longAccumulator("bytes of input");
    rows = spark.longAccumulator("rows");
    tokens = spark.longAccumulator("tokens");
  }

  void add(TablePart part, PartTally tally) {
    bytes.add(part.bytes());
    rows.add(tally.rows());
    tokens.add(tally.tokens());
  }

  long bytes() {
    return bytes.value();
  }

  long rows() {
    return rows.value();
  }

  long tokens() {
    return tokens.value();
  }
}
