package org.rnnlm.prep.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.io.TempDir;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Folder;
import org.rnnlm.io.Hashes;
import org.rnnlm.io.ProgressStyle;
import org.rnnlm.prep.records.RecordSpec;
import org.rnnlm.prep.steps.ReadSpec;
import org.rnnlm.prep.steps.TableInputs;
import org.rnnlm.prep.steps.TableRow;
import org.rnnlm.spark.SparkFixture;

/** Small tables, and made-up work on their rows. */
abstract class TableFixture extends SparkFixture {
  @TempDir Path folder;

  /** Tells the length of a text; fails at one that says so, and leaves short ones out. */
  record Lengths(int least) implements RowWorkSource {
    private static final List<ResultColumn> COLUMNS =
        List.of(ResultColumn.whole("length"), ResultColumn.floats("halves"));

    @Override
    public RowWork open() {
      return new Work(least);
    }

    private record Work(int least) implements RowWork {
      @Override
      public List<RowOutcome> apply(List<TableRow> rows) {
        return rows.stream().map(this::outcome).toList();
      }

      private RowOutcome outcome(TableRow row) {
        if (row.text().equals("fails")) {
          throw new DataException("as the text says");
        }
        long length = row.text().length();
        RowOutcome outcome =
            RowOutcome.of(
                List.of(length, new float[] {length / 2f}), RowMeasures.of(length, 0).in("any"));
        return length < least ? outcome.leftOut("short") : outcome;
      }

      @Override
      public void close() {
        // holds nothing
      }
    }
  }

  final TableSpec spec(String output, TableFormat format) {
    return spec(output, format, "", true, true, 1 << 16);
  }

  /** A table whose parts follow from the input's size. */
  final TableSpec spec(String output, String prefix, boolean keepsInput, boolean keepsBadRows) {
    return spec(output, TableFormat.JSON_LINES, prefix, keepsInput, keepsBadRows, 0);
  }

  private TableSpec spec(
      String output,
      TableFormat format,
      String prefix,
      boolean keepsInput,
      boolean keepsBadRows,
      long partBytes) {
    return new TableSpec(
        "lengths",
        folder.resolve(output).toString(),
        new ReadSpec(0, 1 << 20, new RecordSpec("text", "", "", 1 << 20), 1),
        format,
        Lengths.COLUMNS,
        prefix,
        keepsInput,
        keepsBadRows,
        partBytes,
        new TreeMap<>(Map.of("least", "0")));
  }

  final TableInputs inputs(String... names) {
    List<String> paths = Stream.of(names).map(name -> folder.resolve(name).toString()).toList();
    return TableInputs.of(
        paths, Optional.empty(), spec("any", TableFormat.PARQUET).reading(), new Configuration());
  }

  final TableReport run(TableSpec spec, boolean overwrite, TableInputs inputs) {
    TableJob.check(spec, inputs, overwrite, new Configuration());
    return new TableJob(spark, spec, inputs, ProgressStyle.NONE).execute(new Lengths(0));
  }

  final TableReport run(TableSpec spec, String... inputs) {
    return run(spec, false, inputs(inputs));
  }

  final void write(String name, String content) throws IOException {
    Files.writeString(folder.resolve(name), content);
  }

  final StoredTable stored(String output) {
    return StoredTable.open(Folder.at(folder.resolve(output).toString(), new Configuration()));
  }

  final List<String> lines(String output) throws IOException {
    List<String> lines = new ArrayList<>();
    for (TableManifest.Part part : stored(output).manifest().parts()) {
      lines.addAll(Files.readAllLines(folder.resolve(output).resolve(part.file().name())));
    }
    return lines;
  }

  /** All files but the report, which tells how long it took. */
  final Map<String, String> hashes(String output) throws IOException {
    Path root = folder.resolve(output);
    try (Stream<Path> files = Files.walk(root)) {
      Map<String, String> hashes = new TreeMap<>();
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = root.relativize(file).toString();
        if (!name.startsWith("report.")) {
          hashes.put(name, Hashes.sha256(Files.readAllBytes(file)));
        }
      }
      return hashes;
    }
  }
}
