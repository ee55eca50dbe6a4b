package org.rnnlm.prep.steps;

import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.Function;
import org.rnnlm.shard.Split;

/**
 * Gives whole documents to the splits in the order of the hashes that {@link SplitRule} goes by: as
 * many of the lowest as the test split's share asks for, at least one, then the validation split's.
 *
 * @param test the highest hash of the test split; below 0 if it gets none
 * @param valid the highest hash of the validation split
 */
record DivideByRank(SplitRule splits, double test, double valid)
    implements Function<Document, Document> {

  /**
   * @param fates of the documents
   */
  static DivideByRank of(JavaRDD<Document> documents, Fates fates, SplitRule splits) {
    long articles = fates.pages().get(Fate.KEPT);
    int test = count(splits.test(), articles);
    int valid = count(splits.valid(), articles);
    while (test + valid >= articles && Math.max(test, valid) > 1) { // leave one for training
      if (test > valid) {
        test--;
      } else {
        valid--;
      }
    }
    List<Double> lowest =
        documents.filter(Document::kept).map(new Hash(splits)).distinct().takeOrdered(test + valid);
    return new DivideByRank(splits, last(lowest, test), last(lowest, test + valid));
  }

  private static int count(double share, long articles) {
    return share > 0 ? (int) Math.max(1, Math.round(share * articles)) : 0;
  }

  private static double last(List<Double> lowest, int count) {
    return count == 0 ? -1 : lowest.get(Math.min(count, lowest.size()) - 1);
  }

  private record Hash(SplitRule splits) implements Function<Document, Double> {
    @Override
    public Double call(Document document) {
      return splits.uniform(document.id());
    }
  }

  @Override
  public Document call(Document document) {
    double hash = splits.uniform(document.id());
    Split split = hash <= test ? Split.TEST : hash <= valid ? Split.VALID : Split.TRAIN;
    return document.to(split);
  }
}
