package org.rnnlm.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.rnnlm.kernel.KernelPlan;
import org.rnnlm.kernel.KernelShapes;
import org.rnnlm.kernel.KernelTrial;
import org.rnnlm.layer.KernelLayers;
import org.rnnlm.layer.OwnGradientUpdater;
import org.rnnlm.model.Clipping;
import org.rnnlm.model.ComputeSpec;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.model.Networks;
import org.rnnlm.model.Padding;
import org.rnnlm.model.Reads;
import org.rnnlm.model.SequenceArrays;
import org.rnnlm.shard.TokenSequence;

/**
 * Times whole training steps of a model on random tokens: arrays made, forward and backward pass,
 * clipping, Adam. Belongs to the thread that makes it.
 */
public final class StepBenchmark implements AutoCloseable {
  private static final double LEARNING_RATE = 0.002;
  private static final Clipping CLIPPING = new Clipping(0, 5);

  /**
   * What is timed.
   *
   * @param model to train
   * @param vocabularySize number of token ids
   * @param batchSize sequences side by side
   * @param steps of each
   * @param compute what the model is computed with
   */
  public record Spec(
      ModelSpec model, int vocabularySize, int batchSize, int steps, ComputeSpec compute) {

    /** A classifier tells two classes apart. */
    public Spec {
      model = model.on(Reads.assumed(steps));
    }

    /** Returns this specification with its kernels in the forms that a trial finds the fastest. */
    public Spec measured() {
      if (compute.layers() == ComputeSpec.Layers.DL4J) {
        return this;
      }
      KernelShapes shapes =
          KernelLayers.shapes(
              Networks.configuration(model, vocabularySize, LEARNING_RATE, 1), batchSize, steps);
      KernelPlan plan = KernelTrial.measure(compute.kernels(), shapes);
      return new Spec(model, vocabularySize, batchSize, steps, compute.with(plan));
    }

    int predictions() {
      return model.head().kind().summarizes() ? batchSize : tokens();
    }

    int tokens() {
      return batchSize * steps;
    }

    /**
     * Returns the floating-point operations of a token's forward and backward pass, matrix products
     * only; of an adaptive softmax those of its head, since what its clusters compute depends on
     * the tokens.
     */
    public double operationsPerToken() {
      double predictions = model.head().kind().summarizes() ? 1.0 / steps : 1;
      int outputs = model.head().outputs(vocabularySize);
      double products = predictions * model.outputWidth() * model.head().output().logits(outputs);
      int directions = model.recurrent().bidirectional() ? 2 : 1;
      long width = model.embedding().width(vocabularySize);
      for (int i = 0; i < model.layers(); i++) {
        products +=
            (width * (double) model.cell().inputs() * model.cell().gates()
                    + (double) model.units(i)
                        / model.recurrent().headsOf(model.units(i))
                        * model.cell().recurrentGates())
                * directions
                * model.units(i);
        width = (long) directions * model.units(i);
        if (model.recurrent().block().residual()) {
          products += 2.0 * width * model.recurrent().block().feedForwardSize((int) width);
        }
      }
      return 3 * 2 * products;
    }
  }

  /**
   * A stretch of steps.
   *
   * @param steps done
   * @param tokensPerSecond trained
   * @param cellMilliseconds of a step spent in the recurrent layers' kernels; 0 for DL4J's layers
   * @param outputMilliseconds in the output layer's; 0 for DL4J's layers
   * @param updaterMilliseconds in clipping and Adam
   * @param restMilliseconds in all else
   */
  public record Stretch(
      int steps,
      double tokensPerSecond,
      double cellMilliseconds,
      double outputMilliseconds,
      double updaterMilliseconds,
      double restMilliseconds) {}

  private final Spec spec;
  private final MultiLayerNetwork network;
  private final Random random = new Random(1);
  private final TokenMeanGradient gradient = new TokenMeanGradient(CLIPPING);
  private final UpdaterClock clock = new UpdaterClock();

  public StepBenchmark(Spec spec) {
    this.spec = spec;
    this.network =
        Networks.create(spec.model(), spec.vocabularySize(), LEARNING_RATE, 1, spec.compute());
    OwnGradientUpdater.installWaiting(network);
    network.setListeners(clock, gradient);
  }

  /** Draws a batch, another one each time: what a step costs may depend on those before it. */
  private List<TokenSequence> batch() {
    List<TokenSequence> batch = new ArrayList<>();
    for (int i = 0; i < spec.batchSize(); i++) {
      int[] tokens = IntStream.rangeClosed(0, spec.steps()).map(t -> token()).toArray();
      int[] tags = random.ints(spec.steps(), 0, 2).toArray();
      List<String> words =
          Arrays.stream(tokens, 0, spec.steps()).mapToObj(id -> Integer.toString(id, 36)).toList();
      batch.add(new TokenSequence(i, 0, tokens, i % 2, tags, words));
    }
    return batch;
  }

  /**
   * Draws a token: where an adaptive softmax is faster for frequent ones, as Zipf's law has them,
   * the n-th of them with a share of 1/n; otherwise any.
   */
  private int token() {
    int size = spec.vocabularySize();
    if (!spec.model().head().output().adaptive()) {
      return random.nextInt(size);
    }
    return (int) Math.min(size - 1, Math.pow(size + 1.0, random.nextDouble()) - 1);
  }

  /** From the end of the backward pass to the end of the step. */
  private static final class UpdaterClock extends BaseTrainingListener {
    private long start;
    private long nanos;

    @Override
    public void onBackwardPass(Model model) {
      start = System.nanoTime();
    }

    @Override
    public void iterationDone(Model model, int iteration, int epoch) {
      nanos += System.nanoTime() - start;
    }
  }

  /** Trains for some seconds, at least one step. */
  public Stretch run(double seconds) {
    long cells = KernelLayers.recurrentNanos(network);
    long output = KernelLayers.outputNanos(network);
    long updater = clock.nanos;
    long start = System.nanoTime();
    int steps = 0;
    do {
      gradient.expect(spec.batchSize(), spec.predictions());
      network.fit(
          SequenceArrays.of(
              batch(), network, spec.vocabularySize(), Padding.NONE, spec.model().head().kind()));
      steps++;
    } while (System.nanoTime() - start < seconds * 1e9);
    double whole = (System.nanoTime() - start) / 1e6 / steps;
    double inCells = (KernelLayers.recurrentNanos(network) - cells) / 1e6 / steps;
    double inOutput = (KernelLayers.outputNanos(network) - output) / 1e6 / steps;
    double inUpdater = (clock.nanos - updater) / 1e6 / steps;
    return new Stretch(
        steps,
        spec.tokens() / whole * 1e3,
        inCells,
        inOutput,
        inUpdater,
        whole - inCells - inOutput - inUpdater);
  }

  @Override
  public void close() {
    Networks.release(network);
  }
}
