package org.rnnlm.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.FloatPointer;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.api.TrainingConfig;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.updater.MultiLayerUpdater;
import org.deeplearning4j.nn.updater.UpdaterBlock;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.regularization.Regularization;
import org.rnnlm.kernel.AdamRows;

/**
 * DL4J's updater of a network, told that the gradient it is given is the network's own.
 *
 * <p>DL4J compares the two as objects, and its networks hand out a new view each time; so it takes
 * every gradient for a foreign one, and makes views of all parameters and gradients twice a step,
 * for regularization that there may not be. Small models spend a tenth of a step on them. What is
 * computed stays the same.
 *
 * <p>Where all parameters have optimizers of ours and nothing comes between these and the
 * parameters, it leaves the work to the step that follows: what the gradient is multiplied by, the
 * optimizer and the subtraction then go through memory once, and not three times.
 */
public final class OwnGradientUpdater extends MultiLayerUpdater {
  private static final long serialVersionUID = 1L;

  /** Values from which on the rows of a table wait: of smaller ones all are as fast. */
  public static final long LEAST_WAITING = 1 << 20;

  private boolean inOneGo;
  private final transient List<WaitingTable> waitingTables = new ArrayList<>(); // in their order
  private Moment waiting; // null where no step waits
  private float factor = 1;

  private OwnGradientUpdater(MultiLayerNetwork network) {
    super(network);
  }

  /** When a step is taken. */
  private record Moment(int iteration, int epoch) {}

  /**
   * Gives a network a new updater of this kind, in place of what it may have. DL4J makes another
   * one whenever a learning rate is set.
   */
  public static void install(MultiLayerNetwork network) {
    installed(network);
  }

  private static OwnGradientUpdater installed(MultiLayerNetwork network) {
    OwnGradientUpdater updater = new OwnGradientUpdater(network);
    network.setUpdater(updater);
    updater.inOneGo =
        updater.onlyDescends() && DescentStep.install(network.getOptimizer(), updater);
    return updater;
  }

  /**
   * Gives a network a new updater of this kind, which lets the rows of large embeddings wait while
   * no batch reads them, where that comes to the same bits. Whoever else wants parameters or the
   * optimizer's state calls {@link #settle} before, or {@link #restart}, after which they may be
   * set.
   */
  public static void installWaiting(MultiLayerNetwork network) {
    installWaiting(network, LEAST_WAITING);
  }

  /**
   * @param least values from which on the rows of a table wait
   */
  public static void installWaiting(MultiLayerNetwork network, long least) {
    OwnGradientUpdater updater = installed(network);
    if (!updater.inOneGo) {
      return;
    }
    long from = 0;
    for (Layer layer : network.getLayers()) {
      if (layer instanceof TokenEmbeddingRuntime embedding && layer.numParams() >= least) {
        updater.table(embedding, from).ifPresent(updater.waitingTables::add);
      }
      from += layer.numParams();
    }
  }

  private Optional<WaitingTable> table(TokenEmbeddingRuntime embedding, long from) {
    int count = Math.toIntExact(embedding.layerConf().getNIn());
    int width = Math.toIntExact(embedding.layerConf().vectorWidth());
    FlatArrays.clear(getFlattenedGradientsView(), from, Math.multiplyExact(count, width));
    Optional<WaitingTable> table =
        getUpdaterBlocks().stream()
            .filter(block -> block.getParamOffsetStart() <= from)
            .filter(block -> block.getParamOffsetEnd() >= from + (long) count * width)
            .findFirst()
            .flatMap(block -> rows(block, from, count, width))
            .map(rows -> new WaitingTable(rows, from, count, width));
    table.ifPresent(found -> embedding.letWait(found.rows()));
    return table;
  }

  private Optional<AdamRows> rows(UpdaterBlock block, long from, int count, int width) {
    return ((Descent) block.getGradientUpdater())
        .rows(
            FlatArrays.pointer(parameters()).getPointer(from),
            FlatArrays.pointer(getFlattenedGradientsView()).getPointer(from),
            from - block.getParamOffsetStart(),
            count,
            width);
  }

  private INDArray parameters() {
    return getNetwork().params();
  }

  /** Returns the tables whose rows wait, of a gradient that is a network's own. */
  static List<WaitingTable> waiting(MultiLayerNetwork network, INDArray gradient) {
    return network.getUpdater(false) instanceof OwnGradientUpdater updater
            && sameMemory(gradient, updater.getFlattenedGradientsView())
        ? updater.waitingTables
        : List.of();
  }

  /** Returns the rows that wait of a network's only such table; empty if it has none. */
  public static Optional<AdamRows> waitingRows(MultiLayerNetwork network) {
    return network.getUpdater(false) instanceof OwnGradientUpdater updater
            && updater.waitingTables.size() == 1
        ? Optional.of(updater.waitingTables.get(0).rows())
        : Optional.empty();
  }

  /** Has all rows take the steps that wait for them: a network is then as if none ever had. */
  public static void settle(MultiLayerNetwork network) {
    if (network.getUpdater(false) instanceof OwnGradientUpdater updater) {
      updater.settle();
    }
  }

  private void settle() {
    waitingTables.forEach(table -> table.rows().settle());
  }

  /**
   * Sets the learning rate of the next steps; DL4J's own way makes an updater of its own, twice.
   */
  public static void rate(MultiLayerNetwork network, double learningRate) {
    for (Layer layer : network.getLayers()) {
      if (layer.conf().getLayer() instanceof BaseLayer trained
          && trained.getIUpdater() != null
          && trained.getIUpdater().hasLearningRate()) {
        trained.getIUpdater().setLrAndSchedule(learningRate, null);
      }
    }
  }

  /**
   * Makes a network's updater, of this kind, begin anew: with another learning rate, and without
   * gradients, steps or an optimizer's state from before. It stays the same one, in the same
   * memory.
   */
  public static void restart(MultiLayerNetwork network, double learningRate) {
    OwnGradientUpdater updater = (OwnGradientUpdater) network.getUpdater(false);
    rate(network, learningRate);
    updater.waiting = null;
    updater.factor = 1;
    clear(updater.getFlattenedGradientsView());
    clear(updater.getStateViewArray());
    updater.waitingTables.forEach(table -> table.rows().restart());
  }

  private static void clear(INDArray values) {
    if (values != null) { // there are optimizers without a state
      FlatArrays.clear(values, 0, Math.toIntExact(values.length()));
    }
  }

  /** Returns whether nothing is done to gradients but what optimizers of ours do. */
  private boolean onlyDescends() {
    return !isMiniBatch() && getUpdaterBlocks().stream().allMatch(OwnGradientUpdater::onlyDescends);
  }

  static boolean onlyDescends(UpdaterBlock block) {
    return block.getGradientUpdater() instanceof Descent
        && block.getLayersAndVariablesInBlock().stream().allMatch(OwnGradientUpdater::isPlain);
  }

  private static boolean isPlain(UpdaterBlock.ParamState state) {
    TrainingConfig layer = state.getLayer().getConfig();
    List<Regularization> regularization = layer.getRegularizationByParam(state.getParamName());
    GradientNormalization normalization = layer.getGradientNormalization();
    return (regularization == null || regularization.isEmpty())
        && (normalization == null || normalization == GradientNormalization.None);
  }

  /**
   * Multiplies a network's gradient before its optimizer sees it: at once, or in the step that
   * follows.
   */
  public static void scale(Model model, INDArray gradient, double factor) {
    if (model instanceof MultiLayerNetwork network
        && network.getUpdater(false) instanceof OwnGradientUpdater updater
        && updater.inOneGo
        && sameMemory(gradient, updater.getFlattenedGradientsView())) {
      updater.factor *= (float) factor;
    } else {
      FlatArrays.scale(gradient, factor);
    }
  }

  @Override
  public synchronized void update(
      Gradient gradient, int iteration, int epoch, int batch, LayerWorkspaceMgr workspaces) {
    INDArray own = getFlattenedGradientsView();
    boolean foreign = !sameMemory(gradient.gradient(), own);
    if (inOneGo && !foreign) {
      waiting = new Moment(iteration, epoch);
      return;
    }
    settle();
    super.update(foreign ? gradient : new Own(gradient, own), iteration, epoch, batch, workspaces);
  }

  /** Takes the step that waits, and changes the parameters; returns false if none does. */
  boolean descend(INDArray parameters) {
    if (waiting == null) {
      return false;
    }
    for (UpdaterBlock block : getUpdaterBlocks()) {
      descend(block, FlatArrays.pointer(parameters));
    }
    waiting = null;
    factor = 1;
    return true;
  }

  private void descend(UpdaterBlock block, FloatPointer parameters) {
    float rate = ((Descent) block.getGradientUpdater()).rate(waiting.iteration(), waiting.epoch());
    long from = block.getParamOffsetStart();
    for (WaitingTable table : waitingTables) {
      if (table.from() >= from && table.end() <= block.getParamOffsetEnd()) {
        descend(block, parameters, from, table.from(), rate);
        table.rows().step(factor, rate);
        from = table.end();
      }
    }
    descend(block, parameters, from, block.getParamOffsetEnd(), rate);
  }

  private void descend(
      UpdaterBlock block, FloatPointer parameters, long from, long to, float rate) {
    if (from < to) {
      ((Descent) block.getGradientUpdater())
          .descend(
              parameters.getPointer(from),
              FlatArrays.pointer(getFlattenedGradientsView()).getPointer(from),
              from - block.getParamOffsetStart(),
              to - from,
              factor,
              rate);
    }
  }

  private static boolean sameMemory(INDArray gradient, INDArray own) {
    return gradient.length() == own.length()
        && gradient.data().address() == own.data().address()
        && gradient.offset() == own.offset();
  }

  /** A gradient whose values are known to be those of a network. */
  private static final class Own extends DefaultGradient {
    private static final long serialVersionUID = 1L;

    private final Gradient given;
    private final transient INDArray values;

    Own(Gradient given, INDArray values) {
      super(values);
      this.given = given;
      this.values = values;
    }

    @Override
    public Map<String, INDArray> gradientForVariable() {
      return given.gradientForVariable();
    }

    @Override
    public INDArray gradient() {
      return values;
    }
  }
}
