package org.rnnlm.train;

import java.io.Closeable;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.rnnlm.io.Hashes;
import org.rnnlm.layer.KernelLayers;
import org.rnnlm.layer.OwnGradientUpdater;
import org.rnnlm.model.Head;
import org.rnnlm.model.Networks;
import org.rnnlm.model.Padding;
import org.rnnlm.model.PairArrays;
import org.rnnlm.model.SequenceArrays;
import org.rnnlm.model.TokenInput;
import org.rnnlm.run.GradientNorms;
import org.rnnlm.run.WorkerReport;
import org.rnnlm.shard.SequenceMode;
import org.rnnlm.shard.SequenceSpec;
import org.rnnlm.shard.TokenSequence;

/**
 * One worker's copy of the model for one round. Bound to the thread that makes it; close it there.
 */
final class Replica implements Closeable {
  private final MultiLayerNetwork network;
  private final TokenInput input;
  private final Head head;
  private final int vocabularySize;
  private final BatchSpec batches;
  private final SequenceSpec sequences;
  private final Padding padding;
  private final GradientParts parts = new GradientParts();
  private final TokenMeanGradient gradient;

  Replica(RoundTask task, ReplicaState state, double learningRate) {
    this.network = Networks.of(task.configuration(), task.kernels(), task.batches().window());
    OwnGradientUpdater.install(network, learningRate);
    if (!task.classWeights().areEqual()) {
      KernelLayers.weigh(network, task.classWeights().ofTargets());
    }
    if (!task.penalty().none()) {
      KernelLayers.penalize(network, task.penalty());
    }
    state.copyTo(network);
    this.input = TokenInput.of(network);
    this.head = Head.of(network, task.sequences().mode());
    this.vocabularySize = task.vocabularySize();
    this.batches = task.batches();
    this.sequences = task.sequences();
    this.padding = task.padding();
    this.gradient = new TokenMeanGradient(task.clipping());
    network.setListeners(parts, FrozenParameters.of(task.frozen(), network), gradient);
  }

  /**
   * Trains the batches in order.
   *
   * @param seed of dropout, so that a round repeated draws the same
   * @param clock that reading and training are counted by
   */
  WorkerReport train(int worker, Batches round, long seed, WorkerClock clock) {
    int stepsBefore = network.getIterationCount();
    Nd4j.getRandom().setSeed(Hashes.seed(seed, worker));
    int done = 0;
    long tokens = 0;
    long predictions = 0;
    double lossSum = 0;
    GradientNorms norms = GradientNorms.NONE;
    String divergedIn = "";
    while (round.hasNext() && divergedIn.isEmpty()) {
      TaskKill.obey();
      List<TokenSequence> batch = round.next();
      clock.read();
      double loss = step(batch);
      clock.trained();
      if (Double.isFinite(loss)) {
        done++;
        tokens += targets(batch);
        predictions += head.predictions(batch, sequences);
        lossSum += loss;
        norms = norms.and(gradient.norms());
      } else {
        divergedIn = round.shard();
      }
    }
    int steps = network.getIterationCount() - stepsBefore;
    return new WorkerReport(
        worker,
        done,
        steps,
        tokens,
        predictions,
        lossSum,
        norms,
        clock.time(),
        divergedIn,
        List.of());
  }

  /**
   * Trains a batch, in its parts or window after window; the summed loss, in nats, before the step,
   * or each window's before its own.
   */
  private double step(List<TokenSequence> batch) {
    List<List<TokenSequence>> some = batches.parts(batch);
    List<TokenSequence> last = some.get(some.size() - 1);
    parts.begin();
    for (List<TokenSequence> part : some.subList(0, some.size() - 1)) {
      parts.gather(network, arrays(part));
    }
    gradient.expect(last.size(), windowPredictions(batch));
    network.fit(arrays(last));
    return parts.lossSum() + gradient.lossSum();
  }

  private DataSet arrays(List<TokenSequence> part) {
    return sequences.mode() == SequenceMode.PAIR
        ? PairArrays.of(part, vocabularySize)
        : SequenceArrays.of(part, input, vocabularySize, padding, head);
  }

  /** Returns how many predictions each window is asked for. */
  private int[] windowPredictions(List<TokenSequence> batch) {
    if (head.summarizes()) {
      return new int[] {batch.size()}; // never in windows
    }
    int longest = batch.stream().mapToInt(sequences::targets).max().orElseThrow();
    int length = batches.window() == 0 ? longest : batches.window();
    int[] tokens = new int[(longest + length - 1) / length];
    for (TokenSequence sequence : batch) {
      for (int i = 0; i < tokens.length; i++) {
        tokens[i] += Math.max(0, Math.min(length, sequences.targets(sequence) - i * length));
      }
    }
    return tokens;
  }

  private int targets(List<TokenSequence> batch) {
    return batch.stream().mapToInt(sequences::targets).sum();
  }

  ReplicaState state() {
    return ReplicaState.of(network);
  }

  @Override
  public void close() {
    parts.close();
    Networks.release(network);
  }
}
