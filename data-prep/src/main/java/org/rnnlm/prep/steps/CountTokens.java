package org.rnnlm.prep.steps;

import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.PairFlatMapFunction;
import org.rnnlm.prep.dump.CpuClock;
import org.rnnlm.prep.records.PairText;
import org.rnnlm.prep.records.TaggedText;
import org.rnnlm.shard.SequenceMode;
import org.rnnlm.shard.Split;
import org.rnnlm.vocabulary.TokenSpec;
import org.rnnlm.vocabulary.Tokenizer;
import scala.Tuple2;

/**
 * Counts the tokens of the training split, summed within a partition as far as memory allows: where
 * more different ones were met than are kept, their counts so far are handed on, and summed behind.
 */
final class CountTokens implements PairFlatMapFunction<Iterator<Document>, Integer, CountedTokens> {
  private static final long serialVersionUID = 1L;

  /** Different tokens that are kept at once, in some 20 MB. */
  static final int MOST_KEPT = 1 << 19;

  /** Lets counts from a minimum on pass. */
  record AtLeast(long minimum)
      implements org.apache.spark.api.java.function.Function<Tuple2<String, Long>, Boolean> {
    @Override
    public Boolean call(Tuple2<String, Long> count) {
      return count._2() >= minimum;
    }
  }

  private final TokenSpec spec;
  private final SequenceMode mode;
  private final Counters counters;
  private final TokenPartitioner partitioner;
  private final int mostKept;

  /**
   * @param mode of the sequences that documents become: of pairs, source and target are counted
   *     together, and words that are tagged are tokens as they are
   * @param partitioner of the tokens
   * @param mostKept different tokens, beyond which counts are handed on
   */
  private CountTokens(
      TokenSpec spec,
      SequenceMode mode,
      Counters counters,
      TokenPartitioner partitioner,
      int mostKept) {
    this.spec = spec;
    this.mode = mode;
    this.counters = counters;
    this.partitioner = partitioner;
    this.mostKept = mostKept;
  }

  /** Returns each token with its count. */
  static JavaPairRDD<String, Long> of(
      JavaRDD<Document> documents,
      TokenSpec spec,
      SequenceMode mode,
      Counters counters,
      int mostKept) {
    TokenPartitioner partitioner = new TokenPartitioner(documents.getNumPartitions());
    return documents
        .mapPartitionsToPair(new CountTokens(spec, mode, counters, partitioner, mostKept))
        .partitionBy(partitioner)
        .mapPartitionsToPair(new Sum(mostKept), true)
        .reduceByKey(partitioner, Long::sum);
  }

  @Override
  public Iterator<Tuple2<Integer, CountedTokens>> call(Iterator<Document> documents) {
    Tokenizer tokenizer = Tokenizer.of(spec);
    return new Stretches<>(
        documents,
        mostKept,
        (document, counts) -> count(document, tokenizer, counts),
        counts -> counts.parts(partitioner));
  }

  private void count(Document document, Tokenizer tokenizer, TokenCounts counts) {
    if (!document.kept() || document.split() != Split.TRAIN) {
      return;
    }
    long start = CpuClock.now();
    String text = document.text();
    switch (mode) {
      case STREAM, SENTENCE, WINDOW, LABELLED -> tokenizer.cut(text, counts);
      case PAIR -> {
        tokenizer.cut(PairText.source(text), counts);
        tokenizer.cut(PairText.target(text), counts);
      }
      case TAGGED -> {
        for (String word : TaggedText.words(text)) {
          String form = spec.form(word);
          counts.token(form.toCharArray(), 0, form.length());
        }
      }
    }
    counters.took(Part.TOKENIZE, start);
  }

  /** Sums what was counted of the tokens of a partition, as far as memory allows. */
  private record Sum(int mostKept)
      implements PairFlatMapFunction<Iterator<Tuple2<Integer, CountedTokens>>, String, Long> {
    @Override
    public Iterator<Tuple2<String, Long>> call(Iterator<Tuple2<Integer, CountedTokens>> counted) {
      return new Stretches<>(
          counted, mostKept, (some, sums) -> some._2().addTo(sums), TokenCounts::all);
    }
  }

  /** Counts what comes up to where enough different tokens were met, again and again. */
  private static final class Stretches<S, T> implements Iterator<T> {
    private final Iterator<S> source;
    private final int mostKept;
    private final BiConsumer<S, TokenCounts> counting;
    private final Function<TokenCounts, Iterator<T>> handedOn;
    private Iterator<T> counted = Collections.emptyIterator();

    Stretches(
        Iterator<S> source,
        int mostKept,
        BiConsumer<S, TokenCounts> counting,
        Function<TokenCounts, Iterator<T>> handedOn) {
      this.source = source;
      this.mostKept = mostKept;
      this.counting = counting;
      this.handedOn = handedOn;
    }

    @Override
    public boolean hasNext() {
      while (!counted.hasNext() && source.hasNext()) {
        counted = Collections.emptyIterator(); // which lets go of the counts before
        TokenCounts counts = new TokenCounts();
        while (counts.size() < mostKept && source.hasNext()) {
          counting.accept(source.next(), counts);
        }
        counted = handedOn.apply(counts);
      }
      return counted.hasNext();
    }

    @Override
    public T next() {
      if (!hasNext()) {
        throw new NoSuchElementException("all tokens are counted");
      }
      return counted.next();
    }
  }
}
