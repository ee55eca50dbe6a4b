package org.rnnlm.jobs;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Rows that are asked of Spark's catalog.
 *
 * @param option as it was typed
 * @param text name of a table, or a query
 * @param isName which of the two
 */
record Query(String option, String text, boolean isName) {
  static Query ofTable(String name) {
    return new Query("--table " + name, name, true);
  }

  static Query ofSql(String query) {
    return new Query("--sql " + query, query, false);
  }

  Dataset<Row> in(SparkSession session) {
    return isName ? session.table(text) : session.sql(text);
  }
}
