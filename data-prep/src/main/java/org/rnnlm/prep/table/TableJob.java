package org.rnnlm.prep.table;

import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Folder;
import org.rnnlm.io.Json;
import org.rnnlm.io.ProgressStyle;
import org.rnnlm.job.JobDescription;
import org.rnnlm.prep.records.JsonColumns;
import org.rnnlm.prep.records.SchemaText;
import org.rnnlm.prep.steps.Progress;
import org.rnnlm.prep.steps.TableInputs;
import org.rnnlm.prep.steps.TableSlice;
import org.rnnlm.prep.steps.Tasks;
import org.rnnlm.text.Text;

/**
 * Makes a table of another, row by row. The rows are read twice: once to count them, so that each
 * has its number, and once to be worked on. Files and manifest depend on inputs, settings and what
 * works on the rows alone, byte for byte.
 */
public final class TableJob {
  private final JavaSparkContext spark;
  private final TableSpec spec;
  private final TableInputs inputs;
  private final ProgressStyle progressStyle;
  private final RowCounters counters;
  private final Broadcast<SerializableConfiguration> hadoop;

  public TableJob(
      JavaSparkContext spark, TableSpec spec, TableInputs inputs, ProgressStyle progress) {
    this.spark = spark;
    this.spec = spec.with(spec.keepsInput() ? inputs.reading() : inputs.readingOfTexts());
    this.inputs = inputs;
    this.progressStyle = progress;
    this.counters = new RowCounters(spark.sc());
    this.hadoop = spark.broadcast(new SerializableConfiguration(spark.hadoopConfiguration()));
  }

  /**
   * Looks at inputs and output before Spark starts, and refuses what cannot be done.
   *
   * @param overwrite whether a table in the output's folder may be replaced
   * @throws DataException naming what is wrong
   */
  public static void check(
      TableSpec spec, TableInputs inputs, boolean overwrite, Configuration configuration) {
    inputs.check(configuration);
    if (spec.keepsInput()) {
      inputs
          .columns(0, configuration)
          .ifPresent(columns -> TableLayout.of(spec.results(), spec.prefix()).after(columns));
    }
    Folder output = Folder.at(spec.output(), configuration);
    TableFolder.check(output, overwrite, inputs.locations());
    output.requireWritable();
  }

  /**
   * Writes the table, in place of one that is there.
   *
   * @throws DataException if an input cannot be used or the output cannot be written; the output
   *     folder is empty then, or not there if it was not before
   */
  public TableReport execute(RowWorkSource work) {
    long start = System.nanoTime();
    Broadcast<RowWorkSource> shared = spark.broadcast(work); // first: what fails here left nothing
    TableFolder output = TableFolder.begin(Folder.at(spec.output(), spark.hadoopConfiguration()));
    boolean finished = false;
    Progress progress = new Progress(spark, this::done, progressStyle);
    JobDescription told =
        JobDescription.begin(
            spark, spec.command(), spec.command() + " to " + output.folder().name());
    try {
      TableReport report = write(output, shared, start);
      finished = true;
      return report;
    } finally {
      told.close();
      progress.close();
      shared.destroy();
      if (finished) {
        output.finish();
      } else {
        output.tryToClear();
      }
    }
  }

  private String done() {
    return Text.format(
        "%s: %s of input, %,d rows, %,d tokens",
        spec.command(),
        Progress.share(counters.bytes(), inputs.bytes()),
        counters.rows(),
        counters.tokens());
  }

  private TableReport write(TableFolder output, Broadcast<RowWorkSource> work, long start) {
    JobDescription.step(spark, "cut inputs");
    TableLayout results = results();
    List<TableSlice> slices = inputs.slices(partBytes(), spark, hadoop);
    List<SurveySlice.Result> survey = survey(slices, results);
    TableLayout layout = isOfObjects() ? layout(results, survey) : results;
    List<TablePart> parts =
        TableParts.of(slices, survey.stream().map(SurveySlice.Result::rows).toList(), partBytes());
    List<PartResult> written = write(parts, layout, output.folder(), work);
    output.tidy();
    PartTally all = new PartTally();
    written.forEach(part -> all.addAll(part.tally()));
    TableReport report =
        TableReport.of(spec.command(), all, inputs.passedOver(), (System.nanoTime() - start) / 1e9);
    output.folder().write(TableReport.NAME, Json.pretty(report));
    output.folder().write(TableReportPage.NAME, TableReportPage.of(report));
    output.folder().write(TableManifest.NAME, Json.pretty(manifest(layout, all, written)));
    return report;
  }

  private long partBytes() {
    return spec.partBytes() == 0 ? TableParts.bytes(inputs.bytes()) : spec.partBytes();
  }

  private List<SurveySlice.Result> survey(List<TableSlice> slices, TableLayout results) {
    JobDescription.step(spark, "count rows");
    return Tasks.of(spark, slices)
        .map(new SurveySlice(spec.reading(), results, names(), hadoop))
        .collect();
  }

  private SurveySlice.Names names() {
    if (!isOfObjects()) {
      return SurveySlice.Names.NONE;
    }
    return switch (spec.format()) {
      case JSON_LINES -> SurveySlice.Names.FREE;
      case PARQUET -> SurveySlice.Names.COLUMNS;
    };
  }

  /** Returns whether only the rows that are kept tell which columns there are. */
  private boolean isOfObjects() {
    return spec.keepsInput() && inputs.areObjects();
  }

  /** Returns the layout as far as it is known before any row is read. */
  private TableLayout results() {
    TableLayout results = TableLayout.of(spec.results(), spec.prefix());
    return spec.keepsInput() && !inputs.areObjects()
        ? results.after(inputs.columns(spark, hadoop))
        : results;
  }

  private TableLayout layout(TableLayout results, List<SurveySlice.Result> survey) {
    if (spec.format() == TableFormat.JSON_LINES) {
      return results;
    }
    JsonColumns columns = new JsonColumns();
    survey.forEach(slice -> columns.addAll(SchemaText.parse(slice.columns())));
    return results.after(columns.columns());
  }

  private List<PartResult> write(
      List<TablePart> parts, TableLayout layout, Folder output, Broadcast<RowWorkSource> work) {
    JobDescription.step(spark, "work on rows");
    return spark
        .parallelize(parts, parts.size())
        .map(new WritePart(output.uri(), spec, layout, work, hadoop, counters))
        .collect();
  }

  private TableManifest manifest(TableLayout layout, PartTally all, List<PartResult> written) {
    return new TableManifest(
        TableManifest.FORMAT,
        TableManifest.VERSION,
        spec.command(),
        spec.settings(),
        layout.schema().getFields().stream().map(field -> field.getName()).toList(),
        all.rows(),
        all.written(),
        all.errors(),
        all.leftOut(),
        written.stream()
            .map(
                part ->
                    new TableManifest.Part(
                        part.file(),
                        part.part().firstRow(),
                        part.tally().rows(),
                        part.tally().written()))
            .toList());
  }
}
