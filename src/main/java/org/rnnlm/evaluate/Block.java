package org.rnnlm.evaluate;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.rnnlm.io.Folder;
import org.rnnlm.shard.Shard;
import org.rnnlm.shard.ShardReader;
import org.rnnlm.shard.TokenSequence;

/**
 * Sequences that are scored together.
 *
 * @param start the first one
 * @param sequences in their order
 */
record Block(long start, List<TokenSequence> sequences) {

  /** Has the network read the block as its mode has it. */
  void read(MultiLayerNetwork network, ScoreTask task, BlockReader reader) {
    switch (task.sequences().mode()) {
      case STREAM -> Lanes.read(network, sequences, reader);
      case SENTENCE, WINDOW, LABELLED, TAGGED ->
          SeparateSequences.read(network, task, sequences, reader);
      case PAIR -> throw new IllegalStateException("pairs are read by PairLosses");
    }
  }

  /** Finds sequences, and keeps the last shard read, which the next ones mostly are of too. */
  static final class Source {
    private final ScoreTask task;
    private final Folder folder;
    private Shard shard;
    private List<TokenSequence> records;

    Source(ScoreTask task) {
      this.task = task;
      this.folder = Folder.at(task.data(), task.hadoop().value());
    }

    Block block(long start) {
      return new Block(start, sequences(start, start + task.block()));
    }

    /** Returns those from one to before another, as far as there are any. */
    List<TokenSequence> sequences(long start, long end) {
      List<TokenSequence> sequences = new ArrayList<>();
      for (Shard one : task.content().shards()) {
        int from = (int) Math.max(0, start - one.firstSequence());
        int to = (int) Math.min(one.records(), end - one.firstSequence());
        if (from < to) {
          sequences.addAll(read(one).subList(from, to));
        }
      }
      return sequences;
    }

    private List<TokenSequence> read(Shard wanted) {
      if (!wanted.equals(shard)) {
        records = ShardReader.read(folder, wanted);
        shard = wanted;
      }
      return records;
    }
  }
}
