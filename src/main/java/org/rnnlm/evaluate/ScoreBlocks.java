package org.rnnlm.evaluate;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.rnnlm.model.Head;
import org.rnnlm.model.Networks;
import org.rnnlm.model.Padding;
import org.rnnlm.run.Confusion;
import org.rnnlm.run.TagCounts;
import org.rnnlm.score.StepLosses;
import org.rnnlm.shard.SequenceMode;
import org.rnnlm.shard.TokenSequence;

/** Scores blocks of sequences, each given by its first one. */
final class ScoreBlocks implements FlatMapFunction<Iterator<Long>, ScoreBlocks.Result> {
  private static final long serialVersionUID = 1L;

  private final Broadcast<ScoreTask> broadcast;

  ScoreBlocks(Broadcast<ScoreTask> broadcast) {
    this.broadcast = broadcast;
  }

  /**
   * @param start the block's first sequence
   * @param nats its summed loss
   * @param predictions that it is of
   * @param tokens read, one that several sequences share counted once
   * @param confusion of classes
   * @param tags of words
   */
  record Result(
      long start, double nats, long predictions, long tokens, Confusion confusion, TagCounts tags)
      implements Serializable {

    /** Makes the result of a model that tells no tags. */
    Result(long start, double nats, long predictions, long tokens, Confusion confusion) {
      this(start, nats, predictions, tokens, confusion, TagCounts.NONE);
    }
  }

  @Override
  public Iterator<Result> call(Iterator<Long> starts) {
    ScoreTask task = broadcast.value();
    MultiLayerNetwork network = task.network();
    Block.Source source = new Block.Source(task);
    List<Result> results = new ArrayList<>();
    try {
      while (starts.hasNext()) {
        results.add(score(network, task, source.block(starts.next())));
      }
    } finally {
      Networks.release(network);
    }
    return results.iterator();
  }

  private static Result score(MultiLayerNetwork network, ScoreTask task, Block block) {
    List<TokenSequence> sequences = block.sequences();
    long tokens = SeparateSequences.counted(task.sequences(), sequences);
    Head head = Head.of(network, task.sequences().mode());
    if (head == Head.TAGS) {
      TagScores scores = new TagScores(network, task).read(sequences);
      return new Result(
          block.start(), scores.nats(), tokens, tokens, scores.confusion(), scores.counts());
    }
    if (head.summarizes()) {
      WholeSequences whole =
          new WholeSequences(network, head, task.vocabularySize()).read(sequences, task.lanes());
      return new Result(block.start(), whole.nats(), sequences.size(), tokens, whole.confusion());
    }
    if (task.sequences().mode() == SequenceMode.PAIR) {
      double nats = PairLosses.score(network, task, sequences);
      return new Result(block.start(), nats, tokens, tokens, Confusion.NONE);
    }
    LossSum loss = new LossSum(network, task.vocabularySize());
    block.read(network, task, loss);
    return new Result(block.start(), loss.nats, tokens, tokens, Confusion.NONE);
  }

  /** Adds up losses. */
  private static final class LossSum implements BlockReader {
    private final MultiLayerNetwork network;
    private final int vocabularySize;
    private double nats;

    LossSum(MultiLayerNetwork network, int vocabularySize) {
      this.network = network;
      this.vocabularySize = vocabularySize;
    }

    @Override
    public void read(List<TokenSequence> batch, Padding padding, int... from) {
      nats += StepLosses.of(network, batch, vocabularySize, padding).sum(from);
    }
  }
}
