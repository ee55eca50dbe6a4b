package org.rnnlm.ml;

import java.util.Iterator;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.util.TaskCompletionListener;
import org.rnnlm.io.Hashes;
import org.rnnlm.prep.records.RowFields;
import org.rnnlm.prep.steps.TableRow;
import org.rnnlm.prep.table.RowOutcome;
import org.rnnlm.prep.table.RowWork;
import org.rnnlm.prep.table.RowWorkSource;

/**
 * A function of SQL that lets a model work on one text after the other. Null, and a text that the
 * model cannot work on, give null. What draws, draws by the text itself.
 */
final class RowFunction implements UDF1<String, Object> {
  private static final long serialVersionUID = 1L;

  /** Stands for all columns together, as a struct. */
  static final int ALL = -1;

  private final Broadcast<RowWorkSource> source;
  private final int column;
  private transient RowWork opened;

  /**
   * @param column of the results that is told, or {@link #ALL}
   */
  RowFunction(Broadcast<RowWorkSource> source, int column) {
    this.source = source;
    this.column = column;
  }

  @Override
  public Object call(String text) {
    if (text == null) {
      return null;
    }
    if (TaskContext.get() != null) {
      return result(ofTask(), text);
    }
    try (RowWork once = source.value().open()) { // constants are folded outside of tasks
      return result(once, text);
    }
  }

  private RowWork ofTask() {
    if (opened == null) {
      RowWork work = source.value().open();
      opened = work;
      TaskContext.get().addTaskCompletionListener((TaskCompletionListener) context -> close(work));
    }
    return opened;
  }

  private void close(RowWork work) {
    opened = null;
    work.close();
  }

  private Object result(RowWork work, String text) {
    TableRow row = new TableRow(Hashes.text128(text)[0], "", "", "", text, RowFields.NONE);
    RowOutcome outcome = work.apply(List.of(row)).get(0);
    Iterator<List<Object>> results = outcome.results().iterator();
    if (!results.hasNext()) {
      return null;
    }
    List<Object> values = results.next();
    return column == ALL
        ? RowFactory.create(values.stream().map(WorkOnRows::external).toArray())
        : WorkOnRows.external(values.get(column));
  }
}
