package org.rnnlm.layer;

import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.recurrent.BaseRecurrentLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.rnnlm.kernel.CellParameters;
import org.rnnlm.kernel.KernelSpec;
import org.rnnlm.kernel.Kernels;
import org.rnnlm.kernel.Passes;
import org.rnnlm.kernel.RecurrentShape;

/**
 * What the runtimes of all {@link CellLayer}s are alike in: the kernels of each part, the input as
 * they want it, its dropout, and what a forward pass leaves for the backward pass.
 *
 * @param <L> the layer that is computed
 * @param <P> what the backward pass needs of the forward pass
 */
abstract class CellRuntime<L extends CellLayer, P> extends BaseRecurrentLayer<L>
    implements KernelLayer {
  private static final long serialVersionUID = 1L;

  private final transient int parts;
  private transient List<RecurrentKernels> kernels = List.of();
  private final transient InputDropout dropout = new InputDropout();
  private final transient List<WeightDrop> weightDrops;
  private transient P pass;
  private transient long kernelNanos;

  /**
   * @param parts of the layer, each with kernels of its own
   */
  CellRuntime(NeuralNetConfiguration configuration, DataType dataType, int parts) {
    super(configuration, dataType);
    this.parts = parts;
    this.weightDrops = Stream.generate(WeightDrop::new).limit(parts).toList();
  }

  @Override
  public final void use(Kernels chosen) {
    close();
    kernels = Stream.generate(() -> new RecurrentKernels(chosen)).limit(parts).toList();
  }

  @Override
  public final void close() {
    pass = null;
    kernels.forEach(RecurrentKernels::close);
    weightDrops.forEach(WeightDrop::close);
  }

  @Override
  public final long kernelNanos() {
    return kernelNanos;
  }

  /** Returns the kernels of a part, counted from 0. */
  final RecurrentKernels kernels(int part) {
    return kernels.get(part);
  }

  /** Checks the input before a forward pass, and has kernels for it. */
  final void begin() {
    assertInputSet(false);
    SequenceArray.require(input, layerConf().getNIn(), "input " + layerId());
    if (kernels.isEmpty()) {
      use(Kernels.of(KernelSpec.AUTO));
    }
  }

  final RecurrentShape shape(int steps, Passes passes) {
    return new RecurrentShape(
        layerConf().cell(),
        (int) layerConf().getNIn(),
        (int) layerConf().getNOut(),
        (int) input.size(0),
        steps,
        passes,
        layerConf().heads());
  }

  /** Returns the share of recurrent connections that a pass drops. */
  final double dropShare(boolean training) {
    return training ? layerConf().recurrentDropout() : 0;
  }

  /** Returns what a part computes with: its parameters, with what weight drop leaves of them. */
  final CellParameters dropped(
      int part, CellParameters parameters, RecurrentShape shape, boolean training) {
    double share = training ? layerConf().weightDrop() : 0;
    return weightDrops.get(part).of(share, parameters, shape.recurrentWeights());
  }

  /** Ends a part's backward pass through what {@link #dropped} left. */
  final void undrop(int part, CellParameters gradients, RecurrentShape shape) {
    weightDrops.get(part).backward(layerConf().weightDrop(), gradients, shape.recurrentWeights());
  }

  /** Returns the input in the kernels' order, with what dropout leaves of it. */
  final INDArray arrangedInput(boolean training, LayerWorkspaceMgr workspaces) {
    boolean drops = training && InputDropout.handles(layerConf().getIDropout());
    if (!drops) {
      applyDropOutIfNecessary(training, workspaces); // of a kind that only DL4J knows, if any
    }
    ArrayType type = training ? ArrayType.INPUT : ArrayType.FF_WORKING_MEM;
    INDArray arranged = SequenceArray.arranged(input, workspaces, type);
    return drops
        ? dropout.apply((Dropout) layerConf().getIDropout(), arranged, workspaces)
        : arranged;
  }

  /** Returns an array for what comes out of so many steps, [batch, nOut, steps]. */
  final INDArray output(LayerWorkspaceMgr workspaces, ArrayType type, long steps) {
    return SequenceArray.create(workspaces, type, input.size(0), layerConf().getNOut(), steps);
  }

  /** Returns an array for the gradient of the input, [batch, nIn, steps]. */
  final INDArray inputGradient(LayerWorkspaceMgr workspaces, long batch, long steps) {
    return SequenceArray.create(
        workspaces, ArrayType.ACTIVATION_GRAD, batch, layerConf().getNIn(), steps);
  }

  /** Counts the time of what kernels do. */
  final void timed(Runnable work) {
    long start = System.nanoTime();
    work.run();
    kernelNanos += System.nanoTime() - start;
  }

  /** Keeps what a forward pass leaves for the backward pass, if one is to follow. */
  final void keep(boolean training, P left) {
    pass = training ? left : null;
  }

  /** Returns what the forward pass left. */
  final P pass() {
    if (pass == null) {
      throw new IllegalStateException(
          "no forward pass in training mode before this backward pass " + layerId());
    }
    return pass;
  }

  /** Ends a backward pass: the gradients, and that of the input before its dropout. */
  final Pair<Gradient, INDArray> end(INDArray inputGradient) {
    pass = null;
    Gradient gradient = Instances.gradient(gradientsFlattened, gradientViews);
    if (InputDropout.handles(layerConf().getIDropout())) {
      dropout.backward(inputGradient);
      return new Pair<>(gradient, inputGradient);
    }
    return new Pair<>(gradient, backpropDropOutIfPresent(inputGradient));
  }

  @Override
  public Pair<INDArray, MaskState> feedForwardMaskArray(INDArray mask, MaskState state, int batch) {
    maskArray = mask;
    maskState = state;
    return new Pair<>(mask, state);
  }

  @Override
  public final Type type() {
    return Type.RECURRENT;
  }

  @Override
  public final boolean isPretrainLayer() {
    return false;
  }
}
