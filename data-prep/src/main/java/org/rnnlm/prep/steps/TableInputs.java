package org.rnnlm.prep.steps;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.rnnlm.io.DataException;
import org.rnnlm.prep.records.JsonColumns;
import org.rnnlm.prep.records.RecordFormat;
import org.rnnlm.prep.records.SchemaText;
import org.rnnlm.text.Text;

/** Inputs that are read row by row, with all that the rows have. */
public final class TableInputs {
  private final InputFiles files;
  private final ReadSpec texts;
  private final ReadSpec reading;

  private TableInputs(InputFiles files, ReadSpec texts) {
    this.files = files;
    this.texts = texts;
    this.reading =
        new ReadSpec(
            texts.splitBytes(),
            texts.pageCharacters(),
            texts.records().withFields(),
            texts.badShare());
  }

  /**
   * Lists the inputs.
   *
   * @param format of the files; nothing where their names tell
   * @throws DataException naming the paths that give no file, or files of no clear format
   */
  public static TableInputs of(
      List<String> paths, Optional<InputFormat> format, ReadSpec reading, Configuration hadoop) {
    InputFiles files = InputFiles.of(paths, format, false, hadoop);
    boolean records = files.format().content() == InputContent.RECORDS;
    if (records && files.format().records().isOfTags()) {
      throw new DataException(
          Text.format(
              "the input is of format %s, whose sentences are no rows of texts; tag --file reads"
                  + " it, or give JSON lines, csv or Parquet",
              files.format().key()));
    }
    return new TableInputs(files, reading);
  }

  /** Returns how the inputs are read: with all their fields. */
  public ReadSpec reading() {
    return reading;
  }

  /** Returns how the inputs are read where their other fields do not matter. */
  public ReadSpec readingOfTexts() {
    return texts;
  }

  /** Returns what lies in the inputs' folders and is not read. */
  public PassedOver passedOver() {
    return files.passedOver();
  }

  /** Returns the full locations of the files, sorted. */
  public List<String> locations() {
    return files.files().stream().map(InputFile::location).toList();
  }

  /** Returns the size of all files. */
  public long bytes() {
    return files.bytes();
  }

  /** Returns whether rows are JSON objects, which have columns only by what they hold. */
  public boolean areObjects() {
    return isOfRecords() && !records().tellsFields();
  }

  /** Returns whether each file says by itself which columns it has. */
  private boolean mayDiffer() {
    return isOfRecords() && records().tellsFields() && !records().isOfPairs();
  }

  private boolean isOfRecords() {
    return files.format().content() == InputContent.RECORDS;
  }

  private RecordFormat records() {
    return files.format().records();
  }

  /**
   * Reads the heads of the first files.
   *
   * @throws DataException naming all that is wrong with them: files that cannot be read, a text's
   *     column that is not there
   */
  public void check(Configuration hadoop) {
    if (!isOfRecords()) {
      return;
    }
    List<HadoopInput> first =
        files.files().stream()
            .limit(FirstRecords.FILES)
            .map(file -> new HadoopInput(file, hadoop))
            .toList();
    List<String> problems =
        new ArrayList<>(new FirstRecords(records(), reading.records(), first).problems());
    Problems.throwIfAny(problems);
  }

  /** Returns the columns of a file's rows; nothing where only the rows tell. */
  public Optional<MessageType> columns(int file, Configuration hadoop) {
    return columns(files.files().get(file), hadoop);
  }

  private Optional<MessageType> columns(InputFile file, Configuration hadoop) {
    return switch (files.format().content()) {
      case PAGES -> Optional.of(JsonColumns.texts(PageRows.COLUMNS));
      case TEXT -> Optional.of(JsonColumns.texts(TextRows.COLUMNS));
      case RECORDS -> records().columns(new HadoopInput(file, hadoop), reading.records());
    };
  }

  /**
   * Returns the columns of all files, whose heads are read side by side.
   *
   * @throws DataException if they differ
   * @throws IllegalStateException if only the rows tell
   */
  public MessageType columns(JavaSparkContext spark, Broadcast<SerializableConfiguration> hadoop) {
    MessageType first =
        columns(0, spark.hadoopConfiguration())
            .orElseThrow(() -> new IllegalStateException("only objects have no columns"));
    if (mayDiffer()) {
      List<String> all =
          Tasks.of(spark, files.files())
              .map(new FileColumns(records(), reading.records(), hadoop))
              .collect();
      for (int file = 0; file < all.size(); file++) {
        requireSame(first, SchemaText.parse(all.get(file)), locations().get(file));
      }
    }
    return first;
  }

  private void requireSame(MessageType first, MessageType other, String location) {
    if (!other.getFields().equals(first.getFields())) {
      throw new DataException(
          Text.format(
              "the input's files have different columns: %s has %s, and %s has %s; work on them"
                  + " one after the other",
              locations().get(0), told(first), location, told(other)));
    }
  }

  /** Returns columns by name and type; Parquet's own text of them depends on the language. */
  private static List<String> told(MessageType columns) {
    return columns.getFields().stream()
        .map(column -> column.getName() + " (" + typeName(column) + ")")
        .toList();
  }

  private static String typeName(Type column) {
    if (column.getLogicalTypeAnnotation() != null) {
      return column.getLogicalTypeAnnotation().toString();
    }
    return column.isPrimitive() ? column.asPrimitiveType().getPrimitiveTypeName().name() : "GROUP";
  }

  /**
   * Cuts the inputs, in their order.
   *
   * @param bytes about how many of a file a slice has
   */
  public List<TableSlice> slices(
      long bytes, JavaSparkContext spark, Broadcast<SerializableConfiguration> hadoop) {
    List<InputFile> all = files.files();
    return switch (files.format().content()) {
      case PAGES ->
          Tasks.of(spark, all).flatMap(new CutInputs(cut(bytes), hadoop)).collect().stream()
              .<TableSlice>map(TableSlice.OfPages::new)
              .toList();
      case TEXT -> all.stream().<TableSlice>map(TableSlice.OfText::new).toList();
      case RECORDS ->
          Tasks.of(spark, all).flatMap(new CutRecords(records(), bytes, hadoop)).collect().stream()
              .<TableSlice>map(
                  slice -> new TableSlice.OfRecords(records(), slice.file(), slice.range()))
              .toList();
    };
  }

  private ReadSpec cut(long bytes) {
    return new ReadSpec(bytes, texts.pageCharacters(), texts.records(), texts.badShare());
  }
}
