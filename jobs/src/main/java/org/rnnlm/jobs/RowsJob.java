package org.rnnlm.jobs;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.rnnlm.io.Folder;
import org.rnnlm.io.Hashes;
import org.rnnlm.jobs.settings.Settings;
import org.rnnlm.jobs.specs.TableSpecs;
import org.rnnlm.prep.steps.ReadSpec;
import org.rnnlm.prep.steps.TableInputs;
import org.rnnlm.prep.table.ResultColumn;
import org.rnnlm.prep.table.RowWorkSource;
import org.rnnlm.prep.table.StoredTable;
import org.rnnlm.prep.table.TableFormat;
import org.rnnlm.prep.table.TableJob;
import org.rnnlm.prep.table.TableReport;
import org.rnnlm.prep.table.TableSpec;
import org.rnnlm.text.Text;

/**
 * A trained model's work on a table, from options to what a person sees.
 *
 * @param command that it is
 * @param options of the table
 * @param settings that are resolved
 * @param console how much is told
 */
record RowsJob(String command, TableOptions options, Settings settings, ConsoleOptions console) {

  /**
   * What is made of rows.
   *
   * @param columns of results
   * @param keepsInput whether the input's columns are kept
   * @param keepsBadRows whether rows without results are written
   * @param settings that results follow from, beside the model, by key
   */
  record Results(
      List<ResultColumn> columns,
      boolean keepsInput,
      boolean keepsBadRows,
      Map<String, String> settings) {

    /** Makes the description of results that stand beside the input's columns. */
    static Results beside(List<ResultColumn> columns, Map<String, String> settings) {
      return new Results(columns, true, true, settings);
    }
  }

  /**
   * Looks at inputs and output, starts Spark, and writes the table.
   *
   * @param work made only when inputs and output will do
   */
  void run(TrainedModel model, Results results, Supplier<RowWorkSource> work) {
    Optional<Query> query = options.query();
    if (query.isPresent()) {
      try (JavaSparkContext spark = SparkSessions.open(command)) {
        QueriedRows.requireFree(options.outputTable(), options.overwrite());
        try (QueriedRows rows = QueriedRows.write(query.get(), options.output(), spark)) {
          run(spark, checked(List.of(rows.location()), model, results), work.get());
        }
      }
      return;
    }
    Checked checked = checked(options.inputs(), model, results);
    RowWorkSource source = work.get();
    try (JavaSparkContext spark = SparkSessions.open(command)) {
      QueriedRows.requireFree(options.outputTable(), options.overwrite());
      run(spark, checked, source);
    }
    if (!checked.inputs().passedOver().isEmpty()) {
      System.out.println("passed over  " + checked.inputs().passedOver());
    }
  }

  /** Inputs that can be read, and what is to be written of them. */
  private record Checked(TableInputs inputs, TableSpec spec) {}

  private Checked checked(List<String> paths, TrainedModel model, Results results) {
    Configuration hadoop = HadoopSettings.current();
    ReadSpec reading = TableSpecs.reading(settings);
    TableInputs inputs = TableInputs.of(paths, TableSpecs.inputFormat(settings), reading, hadoop);
    TableSpec spec =
        new TableSpec(
            command,
            options.output(),
            reading,
            options.format(inputs.areObjects() ? TableFormat.JSON_LINES : TableFormat.PARQUET),
            results.columns(),
            options.prefix(),
            results.keepsInput(),
            results.keepsBadRows(),
            TableSpecs.partBytes(settings),
            provenance(model, results));
    TableJob.check(spec, inputs, options.overwrite(), hadoop);
    return new Checked(inputs, spec);
  }

  private void run(JavaSparkContext spark, Checked checked, RowWorkSource source) {
    show(new TableJob(spark, checked.spec(), checked.inputs(), console.style()).execute(source));
    options.outputTable().ifPresent(name -> save(name, checked.spec().format()));
  }

  private void save(String table, TableFormat format) {
    String stored =
        switch (format) {
          case PARQUET -> "parquet";
          case JSON_LINES -> "json";
        };
    String rows =
        Folder.at(options.output(), HadoopSettings.current()).child(StoredTable.ROWS).uri();
    QueriedRows.save(rows, stored, table, options.overwrite());
    System.out.println("saved      table " + table);
  }

  private SortedMap<String, String> provenance(TrainedModel model, Results results) {
    SortedMap<String, String> all = new TreeMap<>(results.settings());
    all.put("checkpoint", model.folder().name());
    all.put("vocabulary", model.vocabulary().fingerprint());
    all.put("parameters", hash(model.network().params().dup().data().asFloat()));
    all.putAll(TableSpecs.readingSettings(settings));
    return all;
  }

  private static String hash(float[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(values.length, Float.BYTES));
    for (float value : values) {
      bytes.putFloat(value);
    }
    return Hashes.sha256(bytes.array());
  }

  private void show(TableReport report) {
    System.out.print(
        Text.format("rows       %,d read, %,d written%n", report.read(), report.written()));
    if (!report.bad().isEmpty()) {
      System.out.println("bad        " + Texts.listed(report.bad()));
    }
    if (!report.leftOut().isEmpty()) {
      System.out.println("left out   " + Texts.listed(report.leftOut()));
    }
    if (!report.groups().isEmpty()) {
      System.out.println("classes    " + Texts.listed(report.groups()));
    }
    System.out.print(
        Text.format(
            "tokens     %,d (%s unknown), %,.0f a second, in %s%n",
            report.tokens(),
            Texts.share(report.unknownShare()),
            report.tokensPerSecond(),
            Texts.duration(report.seconds())));
    if (report.isScored()) {
      System.out.print(
          Text.format(
              "perplexity %,.2f of all tokens; of the rows: %s%n",
              report.perplexity(), quantiles(report.quantiles())));
    }
    System.out.print(
        Text.format(
            "written    %s/rows, report %s/report.html%n", options.output(), options.output()));
    console.result(report);
  }

  private static String quantiles(Map<String, Double> quantiles) {
    return quantiles.entrySet().stream()
        .map(
            entry ->
                Text.format(
                    "%.0f %% at most %,.1f",
                    100 * Double.parseDouble(entry.getKey()), entry.getValue()))
        .collect(Collectors.joining(", "));
  }
}
