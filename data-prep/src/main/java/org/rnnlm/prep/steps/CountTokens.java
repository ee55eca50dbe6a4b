package org.rnnlm.prep.steps;

import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.Function;
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
final class CountTokens implements PairFlatMapFunction<Iterator<Document>, String, Long> {
  private static final long serialVersionUID = 1L;

  /** Different tokens that are kept at once, in some 50 MB. */
  static final int MOST_KEPT = 1 << 19;

  /** Lets counts from a minimum on pass. */
  record AtLeast(long minimum) implements Function<Tuple2<String, Long>, Boolean> {
    @Override
    public Boolean call(Tuple2<String, Long> count) {
      return count._2() >= minimum;
    }
  }

  private final TokenSpec spec;
  private final SequenceMode mode;
  private final Counters counters;
  private final int mostKept;

  /**
   * @param mode of the sequences that documents become: of pairs, source and target are counted
   *     together, and words that are tagged are tokens as they are
   */
  CountTokens(TokenSpec spec, SequenceMode mode, Counters counters) {
    this(spec, mode, counters, MOST_KEPT);
  }

  /**
   * @param mostKept different tokens, beyond which counts are handed on
   */
  CountTokens(TokenSpec spec, SequenceMode mode, Counters counters, int mostKept) {
    this.spec = spec;
    this.mode = mode;
    this.counters = counters;
    this.mostKept = mostKept;
  }

  @Override
  public Iterator<Tuple2<String, Long>> call(Iterator<Document> documents) {
    return new Stretches(documents, Tokenizer.of(spec));
  }

  /** Counts documents up to where enough different tokens were met, again and again. */
  private final class Stretches implements Iterator<Tuple2<String, Long>> {
    private final Iterator<Document> documents;
    private final Tokenizer tokenizer;
    private Iterator<Map.Entry<String, long[]>> counted = Collections.emptyIterator();

    Stretches(Iterator<Document> documents, Tokenizer tokenizer) {
      this.documents = documents;
      this.tokenizer = tokenizer;
    }

    @Override
    public boolean hasNext() {
      if (!counted.hasNext()) {
        counted = Collections.emptyIterator(); // which lets go of the counts before
        counted = counts().entrySet().iterator();
      }
      return counted.hasNext();
    }

    @Override
    public Tuple2<String, Long> next() {
      if (!hasNext()) {
        throw new NoSuchElementException("all tokens are counted");
      }
      Map.Entry<String, long[]> count = counted.next();
      return new Tuple2<>(count.getKey(), count.getValue()[0]);
    }

    /** Returns the next counts, in arrays of one, so that counting makes no objects. */
    private Map<String, long[]> counts() {
      Map<String, long[]> counts = new HashMap<>();
      while (counts.size() < mostKept && documents.hasNext()) {
        Document document = documents.next();
        if (document.kept() && document.split() == Split.TRAIN) {
          long start = CpuClock.now();
          tokens(document.text(), tokenizer)
              .forEach(token -> counts.computeIfAbsent(token, unseen -> new long[1])[0]++);
          counters.took(Part.TOKENIZE, start);
        }
      }
      return counts;
    }
  }

  private Stream<String> tokens(String text, Tokenizer tokenizer) {
    return switch (mode) {
      case STREAM, SENTENCE, WINDOW, LABELLED -> tokenizer.tokens(text).stream();
      case PAIR ->
          Stream.of(PairText.source(text), PairText.target(text))
              .flatMap(half -> tokenizer.tokens(half).stream());
      case TAGGED -> TaggedText.words(text).stream().map(spec::form);
    };
  }
}
