package org.rnnlm.ml;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * The columns that are read of a DataFrame, as Parquet: what was computed once stays the same, be
 * the DataFrame drawn at random or its source changed meanwhile.
 *
 * @param content tells them from others, whatever their order and partitions
 */
record Snapshot(String content) {

  /**
   * @param columns that are read
   * @param folder URI of a folder that does not exist
   */
  static Snapshot write(Dataset<Row> texts, List<String> columns, String folder) {
    Column[] wanted = columns.stream().map(Stages::column).toArray(Column[]::new);
    texts.select(wanted).write().parquet(folder);
    Row sums =
        texts
            .sparkSession()
            .read()
            .schema(texts.select(wanted).schema())
            .parquet(folder)
            .agg(functions.count(functions.lit(1)), sum(columns, 1), sum(columns, 2))
            .first();
    return new Snapshot(
        String.join(",", columns) + " " + sums.get(0) + " " + sums.get(1) + " " + sums.get(2));
  }

  /** A hash of each row, added up: a column that is null counts as other than an empty one. */
  private static Column sum(List<String> columns, int seed) {
    Column[] hashed =
        Stream.concat(
                Stream.of(functions.lit(seed)),
                columns.stream()
                    .flatMap(name -> Stream.of(Stages.column(name).isNull(), Stages.column(name))))
            .toArray(Column[]::new);
    return functions.sum(functions.xxhash64(hashed).cast("decimal(20,0)"));
  }
}
