package org.rnnlm.train;

import java.io.Serializable;
import org.rnnlm.run.TrainingPosition;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.shard.Split;

/**
 * Who trains what in an epoch: worker w takes the w-th of K equal stretches of the epoch's order
 * and cuts it into batches, some of which are a round. Shares differ by at most one sequence, so
 * the last batches of an epoch may be smaller.
 *
 * @param sequences in the training split
 * @param workers K
 * @param batchSize sequences in a full batch, which is what a step is of
 * @param lengths batches of a worker in each round
 * @param firstRound the epoch's first round, counted since the run began
 */
record BatchPlan(long sequences, int workers, int batchSize, RoundLengths lengths, int firstRound)
    implements Serializable {
  BatchPlan {
    if (sequences < 1) {
      throw new IllegalArgumentException("the training split has no sequences");
    }
  }

  /** Returns the plan of the epoch that a run stands in. */
  static BatchPlan of(ShardSet data, TrainingSpec training, TrainingPosition position) {
    return new BatchPlan(
        data.split(Split.TRAIN).records(),
        training.workers(),
        training.batches().stepSize(),
        training.rounds(),
        position.rounds() - position.round());
  }

  /** First position of a worker's stretch; worker K's would be the epoch's end. */
  long start(int worker) {
    return Math.multiplyExact(sequences, worker) / workers;
  }

  /** Batches in the longest stretch. */
  long batches() {
    long longest = (sequences + workers - 1) / workers;
    return (longest + batchSize - 1) / batchSize;
  }

  /** Rounds in an epoch. */
  int rounds() {
    return lengths.rounds(firstRound, batches());
  }

  /** Batches of a worker in a round of the epoch, counted from 0, unless the epoch ends in it. */
  int roundBatches(int round) {
    return lengths.of(firstRound + round);
  }

  /** First position that a worker visits in a round of the epoch, counted from 0. */
  long from(int worker, int round) {
    long offset = Math.multiplyExact(lengths.of(firstRound, round), (long) batchSize);
    return Math.min(start(worker) + offset, start(worker + 1));
  }

  /** Returns one past the last position that a worker visits in a round. */
  long to(int worker, int round) {
    return from(worker, round + 1);
  }
}
