package org.rnnlm.evaluate;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.factory.Nd4j;
import org.rnnlm.io.Folder;
import org.rnnlm.model.Head;
import org.rnnlm.model.Networks;
import org.rnnlm.shard.SequenceMode;
import org.rnnlm.shard.Shard;
import org.rnnlm.shard.ShardReader;
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
   */
  record Result(long start, double nats, long predictions, long tokens, Confusion confusion)
      implements Serializable {}

  @Override
  public Iterator<Result> call(Iterator<Long> starts) {
    ScoreTask task = broadcast.value();
    MultiLayerNetwork network = task.network();
    BlockReader blocks = new BlockReader(task);
    List<Result> results = new ArrayList<>();
    try {
      while (starts.hasNext()) {
        long start = starts.next();
        results.add(score(network, task, start, blocks.read(start)));
      }
    } finally {
      Networks.release(network);
    }
    return results.iterator();
  }

  private static Result score(
      MultiLayerNetwork network, ScoreTask task, long start, List<TokenSequence> sequences) {
    long tokens = SeparateSequences.counted(task.sequences(), sequences);
    Head head = Head.of(network, task.sequences().mode());
    if (head != Head.EVERY_STEP) {
      WholeSequences whole =
          new WholeSequences(network, head, task.vocabularySize()).read(sequences, task.lanes());
      return new Result(start, whole.nats(), sequences.size(), tokens, whole.confusion());
    }
    double nats =
        switch (task.sequences().mode()) {
          case STREAM -> Lanes.score(network, task, sequences);
          case SENTENCE, WINDOW, LABELLED -> SeparateSequences.score(network, task, sequences);
          case PAIR -> PairLosses.score(network, task, sequences);
        };
    return new Result(start, nats, tokens, tokens, Confusion.NONE);
  }
}
