package org.rnnlm.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rnnlm.prep.table.TableFormat;
import org.rnnlm.text.Text;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options by which a command takes a table, and writes another. */
final class TableOptions {
  @Option(
      names = "--input",
      arity = "1..*",
      paramLabel = "PATH",
      description =
          "Names a table, in any format that prepare reads: JSON lines (.jsonl, .ndjson), .csv,"
              + " .tsv, Parquet, texts (.txt, a row each), dumps; also compressed; files, folders,"
              + " globs.")
  private List<String> inputs = new ArrayList<>();

  @Option(
      names = "--output",
      paramLabel = "FOLDER",
      description = "Names the folder for the table that is written, which is new or empty.")
  private Optional<String> output;

  @Option(
      names = "--format",
      paramLabel = "parquet|json-lines",
      description =
          "Says what is written; json-lines if not given and the input is such, parquet otherwise.")
  private Optional<String> format;

  @Option(
      names = "--text-field",
      paramLabel = "NAME",
      description = "Names the column or field that holds the text (prepare.text-field).")
  private Optional<String> textField;

  @Option(
      names = "--id-field",
      paramLabel = "NAME",
      description = "Names the one that holds a row's id, if there is one (prepare.id-field).")
  private Optional<String> idField;

  @Option(
      names = "--prefix",
      defaultValue = "",
      paramLabel = "PREFIX",
      description =
          "Begins the names of the columns that are added, where the input has the same ones.")
  private String prefix;

  @Option(
      names = "--overwrite",
      description = "Replaces a table in the output's folder, a finished or an interrupted one.")
  private boolean overwrite;

  @Mixin private QueryOptions queried;

  @Option(
      names = "--output-table",
      paramLabel = "NAME",
      description = "Names a table of Spark's catalog that the table is saved as, too.")
  private Optional<String> outputTable;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  /** Returns whether an input is given. */
  boolean areGiven() {
    return !inputs.isEmpty() || queried.areGiven();
  }

  /** Returns what is asked of Spark's catalog, if the input is not files. */
  Optional<Query> query() {
    return queried.query(inputs);
  }

  /** Returns the catalog's table that is to be written beside the folder, if any. */
  Optional<String> outputTable() {
    return outputTable;
  }

  /** Returns whether a table is to be written. */
  boolean writeATable() {
    return areGiven() && output.isPresent();
  }

  List<String> inputs() {
    if (inputs.isEmpty()) {
      throw new ParameterException(command.commandLine(), "Missing required option: '--input'");
    }
    return inputs;
  }

  String output() {
    return output.orElseThrow(
        () ->
            new ParameterException(
                command.commandLine(), "Missing required option: '--output=FOLDER'"));
  }

  /** Returns the format that is asked for. */
  TableFormat format(TableFormat usual) {
    return format.map(this::format).orElse(usual);
  }

  private TableFormat format(String name) {
    for (TableFormat known : TableFormat.values()) {
      if (Text.kebab(known).equals(name)) {
        return known;
      }
    }
    throw new ParameterException(
        command.commandLine(), "--format is '" + name + "', it must be parquet or json-lines");
  }

  String prefix() {
    return prefix;
  }

  boolean overwrite() {
    return overwrite;
  }

  /**
   * Adds the settings that these options stand for.
   *
   * @throws ParameterException if some of them are of a table, and none is asked for
   */
  SettingsOptions into(SettingsOptions settings) {
    if (output.isPresent()) {
      query();
    } else {
      requireNone();
    }
    return settings
        .and("--text-field", "prepare.text-field", textField)
        .and("--id-field", "prepare.id-field", idField);
  }

  private void requireNone() {
    List<String> given = new ArrayList<>();
    format.ifPresent(value -> given.add("--format"));
    outputTable.ifPresent(value -> given.add("--output-table"));
    if (queried.areGiven()) {
      given.add("--table or --sql");
    }
    textField.ifPresent(value -> given.add("--text-field"));
    idField.ifPresent(value -> given.add("--id-field"));
    if (!prefix.isEmpty()) {
      given.add("--prefix");
    }
    if (overwrite) {
      given.add("--overwrite");
    }
    if (!given.isEmpty()) {
      throw new ParameterException(
          command.commandLine(),
          String.join(", ", given) + " is of a table, which --output=FOLDER names");
    }
  }
}
