package org.rnnlm.prep.steps;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.api.java.function.PairFlatMapFunction;
import org.rnnlm.prep.dump.CpuClock;
import org.rnnlm.prep.records.PairText;
import org.rnnlm.shard.Split;
import org.rnnlm.vocabulary.TokenSpec;
import org.rnnlm.vocabulary.Tokenizer;
import scala.Tuple2;

/** Counts the tokens of the training split, summed within a partition. */
final class CountTokens implements PairFlatMapFunction<Iterator<Document>, String, Long> {
  private static final long serialVersionUID = 1L;

  /** Lets counts from a minimum on pass. */
  record AtLeast(long minimum) implements Function<Tuple2<String, Long>, Boolean> {
    @Override
    public Boolean call(Tuple2<String, Long> count) {
      return count._2() >= minimum;
    }
  }

  private final TokenSpec spec;
  private final boolean pairs;
  private final Counters counters;

  /**
   * @param pairs whether documents are pairs, whose source and target are counted together
   */
  CountTokens(TokenSpec spec, boolean pairs, Counters counters) {
    this.spec = spec;
    this.pairs = pairs;
    this.counters = counters;
  }

  @Override
  public Iterator<Tuple2<String, Long>> call(Iterator<Document> documents) {
    Tokenizer tokenizer = Tokenizer.of(spec);
    Map<String, long[]> counts =
        new HashMap<>(); // arrays of one, so that counting makes no objects
    while (documents.hasNext()) {
      Document document = documents.next();
      if (document.kept() && document.split() == Split.TRAIN) {
        long start = CpuClock.now();
        for (String text : pairs ? halves(document.text()) : List.of(document.text())) {
          for (String token : tokenizer.tokens(text)) {
            counts.computeIfAbsent(token, unseen -> new long[1])[0]++;
          }
        }
        counters.took(Part.TOKENIZE, start);
      }
    }
    return counts.entrySet().stream()
        .map(entry -> new Tuple2<>(entry.getKey(), entry.getValue()[0]))
        .iterator();
  }

  private static List<String> halves(String pair) {
    return List.of(PairText.source(pair), PairText.target(pair));
  }
}
