package org.rnnlm.prep.steps;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.Function2;
import org.rnnlm.shard.Split;
import org.rnnlm.vocabulary.TokenSpec;
import org.rnnlm.vocabulary.Tokenizer;

/**
 * What one partition holds of each split; arrays are indexed by the split's ordinal.
 *
 * @param partition index
 * @param articles kept
 * @param characters with one for the end of each article
 * @param tokens without the ENDs
 */
record PartitionSizes(int partition, long[] articles, long[] characters, long[] tokens)
    implements Serializable {

  /** Measures a partition. */
  static final class Measure
      implements Function2<Integer, Iterator<Document>, Iterator<PartitionSizes>> {
    private static final long serialVersionUID = 1L;

    private final TokenSpec spec;

    Measure(TokenSpec spec) {
      this.spec = spec;
    }

    @Override
    public Iterator<PartitionSizes> call(Integer partition, Iterator<Document> documents) {
      Tokenizer tokenizer = Tokenizer.of(spec);
      int splits = Split.values().length;
      PartitionSizes sizes =
          new PartitionSizes(partition, new long[splits], new long[splits], new long[splits]);
      while (documents.hasNext()) {
        Document document = documents.next();
        if (document.kept()) {
          int split = document.split().ordinal();
          sizes.articles[split]++;
          sizes.characters[split] += document.characters();
          sizes.tokens[split] += tokenizer.tokens(document.text()).size();
        }
      }
      return List.of(sizes).iterator();
    }
  }
}
