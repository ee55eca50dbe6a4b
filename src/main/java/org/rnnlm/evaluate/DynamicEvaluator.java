package org.rnnlm.evaluate;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.LongStream;
import org.rnnlm.io.DataException;
import org.rnnlm.score.Adaptation;
import org.rnnlm.score.GradientSizes;
import org.rnnlm.score.RunningScorer;
import org.rnnlm.score.ScoringModel;
import org.rnnlm.shard.SequenceMode;
import org.rnnlm.shard.Shard;
import org.rnnlm.shard.ShardReader;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.shard.Split;
import org.rnnlm.shard.TokenSequence;

/**
 * Scores a model that goes on learning while it reads a split. What it has learnt depends on all
 * that it has read, so one thread reads the split from its beginning to its end, a stream as one
 * running text; no cluster would make it faster, and none is needed.
 */
public final class DynamicEvaluator {
  /** Sequences whose gradients are taken side by side, as in the authors' program. */
  private static final int BATCH = 100;

  /** About how many tokens the sizes of gradients are measured on, at most. */
  private static final long MEASURED = 1 << 19;

  private DynamicEvaluator() {}

  /**
   * Refuses data that cannot be read so.
   *
   * @throws DataException if the shards hold overlapping windows, pairs, or texts or words with
   *     classes
   */
  public static void require(ShardSet data) {
    switch (data.manifest().mode()) {
      case STREAM, SENTENCE -> {}
      case WINDOW, LABELLED, PAIR, TAGGED ->
          throw new DataException(
              "a model learns while it reads running text or sentences, and "
                  + data.folder()
                  + " has "
                  + data.manifest().sequences().summary());
    }
  }

  /**
   * Scores a split.
   *
   * @throws DataException if the model does not predict at every step, or diverges
   */
  public static Score score(ScoringModel model, Adaptation adaptation, ShardSet data, Split split) {
    require(data);
    double nats = 0;
    try (RunningScorer scorer = model.openRunning(adaptation)) {
      scorer.begin();
      for (Shard shard : data.split(split).shards()) {
        List<TokenSequence> sequences = ShardReader.read(data.folder(), shard);
        if (data.manifest().mode() == SequenceMode.STREAM) {
          nats += scorer.nats(joined(sequences));
        } else {
          for (TokenSequence sequence : sequences) {
            scorer.begin();
            nats += scorer.nats(sequence.tokens());
          }
        }
      }
    }
    return new Score(nats, data.split(split).targets(), data.split(split).characters());
  }

  /** Returns the tokens of pieces of a stream; each begins with the one that the last ended in. */
  private static int[] joined(List<TokenSequence> sequences) {
    int targets = sequences.stream().mapToInt(TokenSequence::targets).sum();
    int[] tokens = new int[targets + 1];
    int at = 0;
    for (TokenSequence sequence : sequences) {
      System.arraycopy(sequence.tokens(), 0, tokens, at, sequence.tokens().length);
      at += sequence.targets();
    }
    return tokens;
  }

  /**
   * Measures the sizes of a model's gradients on a training split, or of a large one on sequences
   * that are spread evenly over it.
   *
   * @param stretch steps that gradients go through
   */
  public static GradientSizes sizes(ScoringModel model, int stretch, ShardSet data) {
    require(data);
    long records = data.split(Split.TRAIN).records();
    if (records == 0) {
      throw new DataException(
          data.folder() + " has no training split to measure the sizes of gradients on");
    }
    long most = Math.max(1, MEASURED / data.split(Split.TRAIN).meanTargets());
    long count = Math.min(records, most);
    return GradientSizes.of(
        model,
        stretch,
        new Spread(data, LongStream.range(0, count).map(i -> i * records / count).iterator()));
  }

  /** Sequences of a training split, in their order, in batches. */
  private static final class Spread implements Iterator<List<TokenSequence>> {
    private final ShardSet data;
    private final Iterator<Long> wanted;
    private final Iterator<Shard> shards;
    private Shard shard;
    private List<TokenSequence> records;

    Spread(ShardSet data, Iterator<Long> wanted) {
      this.data = data;
      this.wanted = wanted;
      this.shards = data.split(Split.TRAIN).shards().iterator();
      open();
    }

    private void open() {
      shard = shards.next();
      records = ShardReader.read(data.folder(), shard);
    }

    @Override
    public boolean hasNext() {
      return wanted.hasNext();
    }

    @Override
    public List<TokenSequence> next() {
      List<TokenSequence> batch = new ArrayList<>();
      while (batch.size() < BATCH && wanted.hasNext()) {
        long next = wanted.next();
        while (next >= shard.firstSequence() + shard.records()) {
          open();
        }
        batch.add(records.get((int) (next - shard.firstSequence())));
      }
      return batch;
    }
  }
}
