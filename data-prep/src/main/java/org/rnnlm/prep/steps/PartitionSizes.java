package org.rnnlm.prep.steps;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.Function2;
import org.rnnlm.shard.Split;

/**
 * What one partition holds of each split; arrays are indexed by the split's ordinal.
 *
 * @param partition index
 * @param articles kept
 * @param characters with one for the end of each article
 * @param tokens without the ENDs
 * @param lengths articles by split and by the bits of their number of tokens
 */
record PartitionSizes(
    int partition, long[] articles, long[] characters, long[] tokens, long[][] lengths)
    implements Serializable {

  /** Of a split, over all partitions. */
  static long[] lengths(List<PartitionSizes> sizes, Split split) {
    long[] sum = new long[Integer.SIZE];
    for (PartitionSizes part : sizes) {
      for (int bits = 0; bits < sum.length; bits++) {
        sum[bits] += part.lengths[split.ordinal()][bits];
      }
    }
    return sum;
  }

  /** Measures a partition. */
  static final class Measure
      implements Function2<Integer, Iterator<EncodedDocument>, Iterator<PartitionSizes>> {
    private static final long serialVersionUID = 1L;

    @Override
    public Iterator<PartitionSizes> call(Integer partition, Iterator<EncodedDocument> documents) {
      int splits = Split.values().length;
      PartitionSizes sizes =
          new PartitionSizes(
              partition,
              new long[splits],
              new long[splits],
              new long[splits],
              new long[splits][Integer.SIZE]);
      while (documents.hasNext()) {
        EncodedDocument document = documents.next();
        int split = document.split().ordinal();
        sizes.articles[split]++;
        sizes.characters[split] += document.characters();
        int tokens = document.tokens().length - 1;
        sizes.tokens[split] += tokens;
        sizes.lengths[split][Integer.SIZE - Integer.numberOfLeadingZeros(tokens)]++;
      }
      return List.of(sizes).iterator();
    }
  }
}
