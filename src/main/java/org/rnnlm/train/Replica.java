package org.rnnlm.train;

import java.io.Closeable;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.rnnlm.io.Hashes;
import org.rnnlm.kernel.AdamRows;
import org.rnnlm.layer.KernelLayers;
import org.rnnlm.layer.OwnGradientUpdater;
import org.rnnlm.layer.RowTable;
import org.rnnlm.model.Head;
import org.rnnlm.model.LayerNames;
import org.rnnlm.model.Networks;
import org.rnnlm.model.Padding;
import org.rnnlm.model.PairArrays;
import org.rnnlm.model.SequenceArrays;
import org.rnnlm.run.GradientNorms;
import org.rnnlm.run.WorkerReport;
import org.rnnlm.shard.SequenceMode;
import org.rnnlm.shard.SequenceSpec;
import org.rnnlm.shard.TokenSequence;

/**
 * A copy of the model that one worker at a time trains, for a round or several. Belongs to the
 * thread that begins a round with it until it rests; another one may go on then, or close it.
 */
final class Replica implements Closeable {
  private final ReplicaSpec spec;
  private final MultiLayerNetwork network;
  private final Head head;
  private final GradientParts parts = new GradientParts();
  private final TokenMeanGradient gradient;
  private final WindowRates rates;

  /** Makes one that has no parameters yet: begin a round with it. */
  Replica(ReplicaSpec spec) {
    this(spec, OwnGradientUpdater.LEAST_WAITING);
  }

  /**
   * @param leastWaiting values from which on the rows of an embedding wait while no batch has them
   */
  Replica(ReplicaSpec spec, long leastWaiting) {
    this.spec = spec;
    this.network = Networks.of(spec.configuration(), spec.kernels(), spec.batches().window());
    if (spec.frozen().names().contains(LayerNames.EMBEDDING)) {
      OwnGradientUpdater.install(network); // what is kept is put back after every step
    } else {
      OwnGradientUpdater.installWaiting(network, leastWaiting);
    }
    if (!spec.classWeights().areEqual()) {
      KernelLayers.weigh(network, spec.classWeights().ofTargets());
    }
    if (!spec.penalty().none()) {
      KernelLayers.penalize(network, spec.penalty());
    }
    this.head = Head.of(network, spec.sequences().mode());
    this.gradient = new TokenMeanGradient(spec.clipping());
    this.rates = new WindowRates(Math.max(1, spec.batches().window()));
  }

  ReplicaSpec spec() {
    return spec;
  }

  /**
   * Begins a round: whatever training changes is overwritten, or as in a replica just made.
   *
   * @param state with an updater's state if the optimizer has any
   */
  void begin(ReplicaState state, double learningRate) {
    OwnGradientUpdater.restart(network, learningRate);
    network.rnnClearPreviousState();
    state.copyTo(network);
    network.setListeners(parts, FrozenParameters.of(spec.frozen(), network), gradient);
    if (spec.batches().windows().vary()) {
      network.addListeners(rates);
    }
    rates.begin(learningRate);
  }

  /**
   * Lets the rows wait on that wait as a round begins, which has begun with their values.
   *
   * @throws IllegalStateException if the network has no such rows
   */
  void letWait(WaitingRows waiting) {
    waitingRows().restart(waiting.taken(), waiting.rates());
  }

  private AdamRows waitingRows() {
    return OwnGradientUpdater.waitingRows(network)
        .orElseThrow(() -> new IllegalStateException("no rows of this network wait"));
  }

  /** Returns the rows that were trained since they were let wait. */
  TouchedRows trainedRows(RowTable table) {
    AdamRows rows = waitingRows();
    int[] ids = rows.trained();
    float[] values = new float[Math.multiplyExact(ids.length, table.rowValues())];
    for (int i = 0; i < ids.length; i++) {
      rows.copy(ids[i], values, i * table.rowValues());
    }
    return new TouchedRows(ids, new Floats(values), rows.rates());
  }

  /** Returns all that training changes beside the rows of a table. */
  ReplicaState others(RowTable table) {
    return ReplicaState.others(network, table);
  }

  /**
   * Trains the batches in order.
   *
   * @param seed of dropout and the lengths of windows, so that a round repeated draws the same
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
    WindowLengths windows = spec.batches().windows();
    while (round.hasNext() && divergedIn.isEmpty()) {
      TaskKill.obey();
      List<TokenSequence> batch = round.next();
      clock.read();
      double loss = step(batch, windows.of(Hashes.seed(seed, worker, done)));
      clock.trained();
      if (Double.isFinite(loss)) {
        done++;
        tokens += targets(batch);
        predictions += head.predictions(batch, spec.sequences());
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
        List.of(),
        0);
  }

  /**
   * Trains a batch, in its parts or window after window; the summed loss, in nats, before the step,
   * or each window's before its own.
   *
   * @param window steps of each window; 0 for a whole batch
   */
  private double step(List<TokenSequence> batch, int window) {
    List<List<TokenSequence>> some = spec.batches().parts(batch);
    List<TokenSequence> last = some.get(some.size() - 1);
    parts.begin();
    for (List<TokenSequence> part : some.subList(0, some.size() - 1)) {
      parts.gather(network, arrays(part, window));
    }
    gradient.expect(last.size(), windowPredictions(batch, window));
    if (spec.batches().windows().vary()) {
      rates.expect(window, longest(batch));
      Networks.truncate(network, window);
    }
    network.fit(arrays(last, window));
    return parts.lossSum() + gradient.lossSum();
  }

  private DataSet arrays(List<TokenSequence> part, int window) {
    return spec.sequences().mode() == SequenceMode.PAIR
        ? PairArrays.of(part, spec.vocabularySize())
        : SequenceArrays.of(
            part, network, spec.vocabularySize(), Padding.of(spec.sequences(), window), head);
  }

  /** Returns how many predictions each window is asked for. */
  private int[] windowPredictions(List<TokenSequence> batch, int window) {
    if (head.summarizes()) {
      return new int[] {batch.size()}; // never in windows
    }
    SequenceSpec sequences = spec.sequences();
    int longest = longest(batch);
    int length = window == 0 ? longest : window;
    int[] tokens = new int[(longest + length - 1) / length];
    for (TokenSequence sequence : batch) {
      for (int i = 0; i < tokens.length; i++) {
        tokens[i] += Math.max(0, Math.min(length, sequences.targets(sequence) - i * length));
      }
    }
    return tokens;
  }

  private int longest(List<TokenSequence> batch) {
    return batch.stream().mapToInt(spec.sequences()::targets).max().orElseThrow();
  }

  private int targets(List<TokenSequence> batch) {
    return batch.stream().mapToInt(spec.sequences()::targets).sum();
  }

  ReplicaState state() {
    return ReplicaState.of(network);
  }

  /** Leaves the thread that it worked in, until its next round begins. */
  void rest() {
    Networks.leave(network);
  }

  @Override
  public void close() {
    parts.close();
    Networks.release(network);
  }
}
