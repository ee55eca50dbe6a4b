package org.rnnlm.ml;

import java.util.List;
import java.util.stream.LongStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.rnnlm.prep.corpus.ArticleText;
import org.rnnlm.prep.corpus.Encyclopedia;
import org.rnnlm.prep.corpus.Topic;

/** Articles of the generated encyclopedia as a DataFrame. */
final class ArticleRows {
  private static final Encyclopedia ENCYCLOPEDIA = new Encyclopedia(1, Topic.values()[0]);
  private static final StructType COLUMNS =
      new StructType()
          .add("id", DataTypes.LongType)
          .add("text", DataTypes.StringType)
          .add("floor", DataTypes.DoubleType);

  private ArticleRows() {}

  /**
   * Returns articles with their ids, texts, and the nats of each that no model can beat.
   *
   * @param from index of the first
   * @param to index behind the last
   */
  static Dataset<Row> of(SparkSession session, long from, long to) {
    return session.createDataFrame(rows(from, to), COLUMNS).repartition(3);
  }

  static List<Row> rows(long from, long to) {
    return LongStream.range(from, to)
        .mapToObj(ENCYCLOPEDIA::article)
        .map(ArticleRows::row)
        .toList();
  }

  private static Row row(ArticleText article) {
    return RowFactory.create(article.id(), article.text(), -article.logProbability());
  }
}
