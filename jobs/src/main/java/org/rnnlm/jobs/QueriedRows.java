package org.rnnlm.jobs;

import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Folder;
import org.rnnlm.text.Text;

/**
 * The rows of a query as Parquet files beside a command's output, in their order, as long as the
 * command takes: a query need not give the same rows, nor in the same order, a second time, and all
 * that holds of files then holds of them.
 */
final class QueriedRows implements AutoCloseable {
  private final Folder folder;

  private QueriedRows(Folder folder) {
    this.folder = folder;
  }

  /**
   * Writes the rows.
   *
   * @param output of the command
   * @throws DataException if the catalog has no such table, or cannot understand the query
   */
  static QueriedRows write(Query query, String output, JavaSparkContext spark) {
    Path beside = new Path(output + ".input-" + UUID.randomUUID());
    QueriedRows rows = new QueriedRows(Folder.at(beside.toString(), spark.hadoopConfiguration()));
    boolean written = false;
    try {
      SparkSession session = session();
      session.conf().set("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS");
      attempt(query.option(), () -> query.in(session).write().parquet(rows.location()));
      written = true;
      return rows;
    } finally {
      if (!written) {
        rows.close();
      }
    }
  }

  /**
   * Refuses to write a table that there is.
   *
   * @param overwrite whether it may be replaced
   * @throws DataException if it may not
   */
  static void requireFree(Optional<String> table, boolean overwrite) {
    table
        .filter(name -> !overwrite && session().catalog().tableExists(name))
        .ifPresent(
            name -> {
              throw new DataException(
                  Text.format(
                      "--output-table %s: there is such a table; give another name, or --overwrite"
                          + " to replace it",
                      name));
            });
  }

  /** Saves a table that was written as one of the catalog. */
  static void save(String rows, String format, String table, boolean overwrite) {
    SaveMode mode = overwrite ? SaveMode.Overwrite : SaveMode.ErrorIfExists;
    attempt(
        "--output-table " + table,
        () -> session().read().format(format).load(rows).write().mode(mode).saveAsTable(table));
  }

  private static SparkSession session() {
    return SparkSession.builder().getOrCreate();
  }

  /** Work that may throw what Spark does not declare. */
  private interface Attempt {
    void run() throws AnalysisException;
  }

  private static void attempt(String option, Attempt work) {
    try {
      work.run();
    } catch (AnalysisException e) {
      throw new DataException(option + ": " + e.getMessage(), e);
    }
  }

  /** Returns where the rows are. */
  String location() {
    return folder.uri();
  }

  @Override
  public void close() {
    folder.delete();
  }
}
