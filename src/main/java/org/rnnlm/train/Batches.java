package org.rnnlm.train;

import java.util.Iterator;
import java.util.List;
import org.rnnlm.io.Folder;
import org.rnnlm.shard.TokenSequence;

/** The batches that one worker trains in a round, in order. */
interface Batches extends Iterator<List<TokenSequence>> {

  /**
   * Returns the shard that the last batch's last sequence came from, for messages; empty before
   * any.
   */
  String shard();

  /** Returns the batches of a round of an epoch. */
  static Batches of(RoundTask task, Folder data, int epoch, int round, int worker) {
    BatchPlan plan = task.plan();
    EpochOrder order = new EpochOrder(task.training(), task.seed(), epoch);
    long from = plan.from(worker, round);
    ShardBatches reader =
        new ShardBatches(
            data, task.shards(), order, from, plan.to(worker, round), plan.batchSize());
    return switch (task.replica().sequences().mode()) {
      case STREAM -> reader;
      case SENTENCE, WINDOW, LABELLED, TAGGED ->
          BatchesByLength.of(reader, task.replica().padding(), order.seedAt(from));
      case PAIR -> BatchesOfPairs.of(reader, order.seedAt(from));
    };
  }
}
