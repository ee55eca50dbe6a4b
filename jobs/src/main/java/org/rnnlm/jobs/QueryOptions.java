package org.rnnlm.jobs;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options by which a command takes rows of Spark's catalog in place of files. */
final class QueryOptions {
  @Option(
      names = "--table",
      paramLabel = "NAME",
      description =
          "Names a table of Spark's catalog that is read in place of --input, such as db.articles;"
              + " the jars and settings of its format are Spark's (RNNLM_SPARK_OPTIONS).")
  private Optional<String> table;

  @Option(
      names = "--sql",
      paramLabel = "QUERY",
      description = "Is a query of Spark's SQL whose rows are read in place of --input.")
  private Optional<String> sql;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  /** Returns whether rows of the catalog are asked for. */
  boolean areGiven() {
    return table.isPresent() || sql.isPresent();
  }

  /**
   * Returns what is asked for, if anything is.
   *
   * @param inputs files that are given
   * @throws ParameterException unless there is one thing to read
   */
  Optional<Query> query(List<String> inputs) {
    int given =
        (table.isPresent() ? 1 : 0) + (sql.isPresent() ? 1 : 0) + (inputs.isEmpty() ? 0 : 1);
    if (given != 1) {
      throw new ParameterException(
          command.commandLine(),
          given == 0
              ? "Missing required option: '--input' (or '--table', or '--sql')"
              : "give only one of --input, --table and --sql");
    }
    return table.map(Query::ofTable).or(() -> sql.map(Query::ofSql));
  }
}
