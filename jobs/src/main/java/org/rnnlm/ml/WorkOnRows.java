package org.rnnlm.ml;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.util.TaskCompletionListener;
import org.rnnlm.io.Hashes;
import org.rnnlm.job.ScalaMaps;
import org.rnnlm.prep.records.Flaw;
import org.rnnlm.prep.records.RowFields;
import org.rnnlm.prep.steps.TableRow;
import org.rnnlm.prep.table.RowChunks;
import org.rnnlm.prep.table.RowOutcome;
import org.rnnlm.prep.table.RowWork;
import org.rnnlm.prep.table.RowWorkSource;
import org.rnnlm.text.Text;
import scala.Predef;

/**
 * Lets models work on the texts of a partition's rows, and puts the results behind the rows'
 * columns, in the rows' order. A row's results follow from its own text, and where texts are drawn
 * from its id, be they alone or among others.
 */
final class WorkOnRows implements MapPartitionsFunction<Row, Row> {
  private static final long serialVersionUID = 1L;
  private static final int NO_ID = -1;

  /** A look at a DataFrame's first rows should not work on thousands. */
  private static final int FIRST_ROWS = 32;

  private final Broadcast<ArrayList<RowWorkSource>> works;
  private final int[] widths;
  private final int text;
  private final int id;
  private final int longest;

  /**
   * @param works that work on the rows
   * @param widths how many columns each of them makes
   * @param text place of the text's column
   * @param id place of the id's, or {@link #NO_ID}
   * @param longest text that is worked on, in UTF-16 code units
   */
  WorkOnRows(
      Broadcast<ArrayList<RowWorkSource>> works, int[] widths, int text, int id, int longest) {
    this.works = works;
    this.widths = widths.clone();
    this.text = text;
    this.id = id;
    this.longest = longest;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    if (!rows.hasNext()) {
      return rows;
    }
    List<RowWork> opened = new ArrayList<>();
    TaskContext.get()
        .addTaskCompletionListener(
            (TaskCompletionListener) context -> opened.forEach(RowWork::close));
    works.value().forEach(work -> opened.add(work.open()));
    return new Worked(RowChunks.growing(rows, this::characters, FIRST_ROWS), opened);
  }

  private int characters(Row row) {
    return row.isNullAt(text) ? 0 : row.getString(text).length();
  }

  /** Rows with their results, a chunk of them worked on at a time. */
  private final class Worked implements Iterator<Row> {
    private final Iterator<List<Row>> chunks;
    private final List<RowWork> opened;
    private Iterator<Row> ready = List.<Row>of().iterator();

    Worked(Iterator<List<Row>> chunks, List<RowWork> opened) {
      this.chunks = chunks;
      this.opened = opened;
    }

    @Override
    public boolean hasNext() {
      return ready.hasNext() || chunks.hasNext();
    }

    @Override
    public Row next() {
      if (!ready.hasNext()) {
        ready = work(chunks.next(), opened).iterator();
      }
      return ready.next();
    }
  }

  private List<Row> work(List<Row> chunk, List<RowWork> opened) {
    List<TableRow> rows = chunk.stream().map(this::row).toList();
    List<TableRow> texts = rows.stream().filter(row -> row.error().isEmpty()).toList();
    List<Iterator<RowOutcome>> outcomes =
        opened.stream()
            .map(work -> (texts.isEmpty() ? List.<RowOutcome>of() : work.apply(texts)).iterator())
            .toList();
    List<Row> worked = new ArrayList<>(chunk.size());
    for (int i = 0; i < chunk.size(); i++) {
      String error = rows.get(i).error();
      List<RowOutcome> ofRow =
          outcomes.stream()
              .map(each -> error.isEmpty() ? each.next() : RowOutcome.failed(error))
              .toList();
      worked.add(with(chunk.get(i), ofRow));
    }
    return worked;
  }

  private TableRow row(Row row) {
    if (row.isNullAt(text)) {
      return flawed(Flaw.MISSING_TEXT);
    }
    String content = row.getString(text);
    return content.length() > longest
        ? flawed(Flaw.TOO_LARGE)
        : new TableRow(number(row, content), "", "", "", content, RowFields.NONE);
  }

  private static TableRow flawed(Flaw flaw) {
    return new TableRow(0, "", Text.kebab(flaw), "", "", RowFields.NONE);
  }

  /** Rows of a DataFrame have no numbers: a whole number as id is one, or else a hash. */
  private long number(Row row, String content) {
    if (id == NO_ID || row.isNullAt(id)) {
      return Hashes.text128(content)[0];
    }
    Object value = row.get(id);
    return value instanceof Number whole ? whole.longValue() : Hashes.text128(value.toString())[0];
  }

  private Row with(Row row, List<RowOutcome> outcomes) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      values.add(row.get(i));
    }
    List<String> errors = new ArrayList<>();
    for (int i = 0; i < widths.length; i++) {
      RowOutcome outcome = outcomes.get(i);
      Iterator<List<Object>> results = outcome.results().iterator();
      List<Object> result = results.hasNext() ? results.next() : List.of();
      for (int column = 0; column < widths[i]; column++) {
        values.add(column < result.size() ? external(result.get(column)) : null);
      }
      if (!outcome.error().isEmpty() && !errors.contains(outcome.error())) {
        errors.add(outcome.error());
      }
    }
    values.add(errors.isEmpty() ? null : String.join(", ", errors));
    return RowFactory.create(values.toArray());
  }

  /** Returns a result as rows of Spark have it. */
  static Object external(Object value) {
    if (value instanceof float[] floats) {
      return Predef.wrapFloatArray(floats);
    }
    if (value instanceof List<?> texts) {
      return ScalaMaps.scalas(texts);
    }
    return value instanceof Map<?, ?> map ? ScalaMaps.scalas(map) : value;
  }
}
