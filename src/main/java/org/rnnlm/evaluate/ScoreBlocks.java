package org.rnnlm.evaluate;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.rnnlm.io.Folder;
import org.rnnlm.layer.KernelLayers;
import org.rnnlm.model.Networks;
import org.rnnlm.model.SequenceArrays;
import org.rnnlm.model.TokenInput;
import org.rnnlm.shard.Shard;
import org.rnnlm.shard.ShardReader;
import org.rnnlm.shard.TokenSequence;

/** Scores blocks of lanes, each given by its first sequence. */
final class ScoreBlocks implements FlatMapFunction<Iterator<Long>, ScoreBlocks.Result> {
  private static final long serialVersionUID = 1L;

  private final Broadcast<ScoreTask> broadcast;

  ScoreBlocks(Broadcast<ScoreTask> broadcast) {
    this.broadcast = broadcast;
  }

  /**
   * @param start the block's first sequence
   * @param nats its summed loss
   */
  record Result(long start, double nats) implements Serializable {}

  @Override
  public Iterator<Result> call(Iterator<Long> starts) {
    ScoreTask task = broadcast.value();
    MultiLayerNetwork network = Networks.of(task.configuration(), task.kernels(), 0);
    network.setParams(Nd4j.createFromArray(task.parameters()).reshape(1, task.parameters().length));
    ShardCache shards = new ShardCache(Folder.at(task.data(), task.hadoop().value()));
    List<Result> results = new ArrayList<>();
    try {
      while (starts.hasNext()) {
        long start = starts.next();
        results.add(new Result(start, score(network, task, sequences(shards, task, start))));
      }
    } finally {
      Networks.release(network);
    }
    return results.iterator();
  }

  private static List<TokenSequence> sequences(ShardCache shards, ScoreTask task, long start) {
    long end = Math.min(start + task.block(), task.content().records());
    List<TokenSequence> sequences = new ArrayList<>();
    for (Shard shard : task.content().shards()) {
      int from = (int) Math.max(0, start - shard.firstSequence());
      int to = (int) Math.min(shard.records(), end - shard.firstSequence());
      if (from < to) {
        sequences.addAll(shards.read(shard).subList(from, to));
      }
    }
    return sequences;
  }

  /** Keeps the last shard read, which the next block mostly is of too. */
  private static final class ShardCache {
    private final Folder folder;
    private Shard shard;
    private List<TokenSequence> records;

    ShardCache(Folder folder) {
      this.folder = folder;
    }

    List<TokenSequence> read(Shard wanted) {
      if (!wanted.equals(shard)) {
        records = ShardReader.read(folder, wanted);
        shard = wanted;
      }
      return records;
    }
  }

  /** Reads the lanes side by side, the state carried along each. */
  private static double score(
      MultiLayerNetwork network, ScoreTask task, List<TokenSequence> sequences) {
    int lanes = (sequences.size() + Lane.SEQUENCES - 1) / Lane.SEQUENCES;
    double nats = 0;
    network.rnnClearPreviousState();
    for (int step = 0; step < Math.min(Lane.SEQUENCES, sequences.size()); step++) {
      List<TokenSequence> batch = new ArrayList<>(lanes);
      for (int lane = 0; lane < lanes; lane++) {
        // the last lane may be shorter; then its last sequence is read again, and not counted
        batch.add(sequences.get(Math.min(lane * Lane.SEQUENCES + step, sequences.size() - 1)));
      }
      boolean lastLaneEnded = (lanes - 1) * Lane.SEQUENCES + step >= sequences.size();
      DataSet arrays = SequenceArrays.of(batch, TokenInput.of(network), task.vocabularySize());
      int counted = lastLaneEnded ? lanes - 1 : lanes;
      nats +=
          KernelLayers.areIn(network)
              ? sum(KernelLayers.losses(network, arrays), lanes, counted)
              : nats(network.rnnTimeStep(arrays.getFeatures()), batch.subList(0, counted));
    }
    network.rnnClearPreviousState();
    return nats;
  }

  /** The losses of the first lanes of [time, lanes]. */
  private static double sum(double[] losses, int lanes, int counted) {
    double sum = 0;
    for (int i = 0; i < losses.length; i++) {
      sum += i % lanes < counted ? losses[i] : 0;
    }
    return sum;
  }

  /** For networks of DL4J's layers: [batch, vocabulary, time]. */
  private static double nats(INDArray probabilities, List<TokenSequence> batch) {
    double nats = 0;
    for (int b = 0; b < batch.size(); b++) {
      int[] tokens = batch.get(b).tokens();
      for (int t = 0; t + 1 < tokens.length; t++) {
        // A single-precision softmax ends at the smallest float; the loss of a token at 103 nats.
        nats -= Math.log(Math.max(probabilities.getFloat(b, tokens[t + 1], t), Float.MIN_VALUE));
      }
    }
    return nats;
  }
}
