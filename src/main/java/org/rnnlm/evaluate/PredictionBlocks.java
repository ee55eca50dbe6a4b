package org.rnnlm.evaluate;

import java.io.Serializable;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.rnnlm.kernel.TokenRanks;
import org.rnnlm.model.Head;
import org.rnnlm.model.Networks;
import org.rnnlm.model.Padding;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.shard.TokenSequence;
import org.rnnlm.vocabulary.Codec;
import org.rnnlm.vocabulary.Vocabulary;

/** Compares the likeliest tokens with the true ones, in blocks given by their first sequences. */
final class PredictionBlocks implements FlatMapFunction<Iterator<Long>, PredictionBlocks.Counts> {
  private static final long serialVersionUID = 1L;

  private final Broadcast<ScoreTask> broadcast;
  private final int[] top;

  PredictionBlocks(Broadcast<ScoreTask> broadcast, List<Integer> top) {
    this.broadcast = broadcast;
    this.top = top.stream().mapToInt(Integer::intValue).toArray();
  }

  /**
   * @param hits by k, targets among the k likeliest. Not copied
   * @param tokens wrong ones, of all targets
   * @param characters edits of their texts
   */
  record Counts(long[] hits, ErrorRate tokens, ErrorRate characters) implements Serializable {
    Counts plus(Counts other) {
      long[] sum = hits.clone();
      for (int i = 0; i < sum.length; i++) {
        sum[i] += other.hits[i];
      }
      return new Counts(sum, tokens.plus(other.tokens), characters.plus(other.characters));
    }
  }

  @Override
  public Iterator<Counts> call(Iterator<Long> starts) {
    ScoreTask task = broadcast.value();
    MultiLayerNetwork network = task.network();
    Block.Source source = new Block.Source(task);
    Vocabulary vocabulary = ShardSet.open(task.data(), task.hadoop().value()).vocabulary();
    Tally tally = new Tally(network, vocabulary, top);
    try {
      while (starts.hasNext()) {
        Block block = source.block(starts.next());
        switch (Head.of(network, task.sequences().mode())) {
          case EVERY_STEP -> block.read(network, task, tally);
          case NEXT_TOKEN -> tally.readWindows(block.sequences());
          case TAGS -> throw new IllegalArgumentException("a tagger predicts no tokens");
          case CLASS -> throw new IllegalArgumentException("a classifier predicts no tokens");
        }
      }
    } finally {
      Networks.release(network);
    }
    return Collections.singleton(tally.counts()).iterator();
  }

  /** Counts, batch after batch. */
  private static final class Tally implements BlockReader {
    private final MultiLayerNetwork network;
    private final Vocabulary vocabulary;
    private final Codec codec;
    private final int[] top;
    private final long[] hits;
    private ErrorRate tokens = ErrorRate.NONE;
    private ErrorRate characters = ErrorRate.NONE;

    Tally(MultiLayerNetwork network, Vocabulary vocabulary, int[] top) {
      this.network = network;
      this.vocabulary = vocabulary;
      this.codec = new Codec(vocabulary);
      this.top = top;
      this.hits = new long[top.length];
    }

    Counts counts() {
      return new Counts(hits, tokens, characters);
    }

    @Override
    public void read(List<TokenSequence> batch, Padding padding, int... from) {
      TokenRanks ranks = StepRanks.of(network, batch, vocabulary.size(), padding);
      for (int b = 0; b < from.length; b++) {
        int[] sequence = batch.get(b).tokens();
        for (int t = from[b]; t + 1 < sequence.length; t++) {
          int row = t * batch.size() + b;
          count(sequence[t + 1], ranks.ranks()[row], ranks.likeliest()[row]);
        }
      }
    }

    void readWindows(List<TokenSequence> windows) {
      for (int from = 0; from < windows.size(); from += ScoreTask.LANE) {
        List<TokenSequence> batch =
            windows.subList(from, Math.min(from + ScoreTask.LANE, windows.size()));
        TokenRanks ranks = StepRanks.ofWindows(network, batch, vocabulary.size());
        for (int b = 0; b < batch.size(); b++) {
          TokenSequence window = batch.get(b);
          count(window.tokens()[window.targets()], ranks.ranks()[b], ranks.likeliest()[b]);
        }
      }
    }

    private void count(int target, int rank, int likeliest) {
      for (int i = 0; i < top.length; i++) {
        hits[i] += rank <= top[i] ? 1 : 0;
      }
      tokens = tokens.plus(likeliest == target ? 0 : 1, 1);
      if (target == Vocabulary.UNKNOWN) {
        return;
      }
      String text = text(target);
      int edits = likeliest == target ? 0 : EditDistance.ofCharacters(text, text(likeliest));
      characters = characters.plus(edits, text.codePointCount(0, text.length()));
    }

    private String text(int id) {
      return id >= Vocabulary.END ? codec.decode(new int[] {id}) : "";
    }
  }
}
