package org.rnnlm.train;

import java.io.Closeable;
import java.util.List;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.rnnlm.io.Hashes;
import org.rnnlm.model.Clipping;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.model.Networks;
import org.rnnlm.model.SequenceArrays;
import org.rnnlm.shard.TokenSequence;

/**
 * One worker's copy of the model for one round. Bound to the thread that makes it; close it there.
 */
final class Replica implements Closeable {
  private final MultiLayerNetwork network;
  private final ModelSpec model;
  private final int vocabularySize;
  private final TokenMeanGradient gradient;

  Replica(
      String configuration,
      ReplicaState state,
      ModelSpec model,
      int vocabularySize,
      Clipping clipping,
      double learningRate) {
    this.network = new MultiLayerNetwork(MultiLayerConfiguration.fromJson(configuration));
    this.network.init();
    state.copyTo(network);
    network.setLearningRate(learningRate);
    this.model = model;
    this.vocabularySize = vocabularySize;
    this.gradient = new TokenMeanGradient(clipping);
    network.setListeners(gradient);
  }

  /**
   * Trains the batches in order.
   *
   * @param seed of dropout, so that a round repeated draws the same
   */
  WorkerReport train(int worker, BatchReader batches, long seed) {
    long start = System.nanoTime();
    Nd4j.getRandom().setSeed(Hashes.seed(seed, worker));
    int done = 0;
    long tokens = 0;
    double lossSum = 0;
    while (batches.hasNext()) {
      List<TokenSequence> batch = batches.next();
      double loss = step(batch);
      if (!Double.isFinite(loss)) {
        return new WorkerReport(worker, done, tokens, lossSum, seconds(start), batches.shard());
      }
      done++;
      tokens += targets(batch);
      lossSum += loss;
    }
    return new WorkerReport(worker, done, tokens, lossSum, seconds(start), "");
  }

  /** One step of training; the summed loss before it, in nats. */
  private double step(List<TokenSequence> batch) {
    DataSet arrays = SequenceArrays.of(batch, model, vocabularySize);
    gradient.expect(batch.size(), targets(batch));
    network.fit(arrays);
    return network.score()
        * batch.size(); // DL4J's score is the sum over steps, averaged over sequences
  }

  private static int targets(List<TokenSequence> batch) {
    return batch.stream().mapToInt(TokenSequence::targets).sum();
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  ReplicaState state() {
    return ReplicaState.of(network);
  }

  @Override
  public void close() {
    Networks.release(network);
  }
}
