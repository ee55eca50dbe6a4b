package org.rnnlm.layer;

import java.util.HashMap;
import java.util.Map;
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
import org.rnnlm.kernel.KernelSpec;
import org.rnnlm.kernel.Kernels;
import org.rnnlm.kernel.MaskedRecurrentKernel;
import org.rnnlm.kernel.Passes;
import org.rnnlm.kernel.RecurrentKernel;
import org.rnnlm.kernel.RecurrentShape;

/**
 * Computes a {@link Recurrent}.
 *
 * <p>What the forward pass leaves in the kernel is what the backward pass reads, the state it began
 * with included; so the gradients of a window whose state is carried come out right, and nothing is
 * computed twice.
 */
final class RecurrentRuntime extends BaseRecurrentLayer<Recurrent> implements KernelLayer {
  private static final long serialVersionUID = 1L;

  private transient Kernels kernels;
  private transient KernelCache<RecurrentShape, RecurrentKernel> plain;
  private transient KernelCache<RecurrentShape, MaskedRecurrentKernel> masked;
  private final transient InputDropout dropout = new InputDropout();
  private transient Pass pass;
  private transient long kernelNanos;
  private transient boolean readsData;
  private transient boolean held;

  RecurrentRuntime(NeuralNetConfiguration configuration, DataType dataType) {
    super(configuration, dataType);
  }

  /** What the backward pass needs of the forward pass. */
  private record Pass(RecurrentKernel kernel, INDArray input, StepMask padding) {}

  @Override
  public void use(Kernels chosen) {
    close();
    kernels = chosen;
    plain = new KernelCache<>(chosen::recurrent);
    masked = new KernelCache<>(chosen::masked);
  }

  @Override
  public void close() {
    pass = null;
    if (kernels != null) {
      plain.close();
      masked.close();
    }
  }

  @Override
  public void hold() {
    held = true;
  }

  @Override
  public long kernelNanos() {
    return kernelNanos;
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    return run(null, training, workspaces);
  }

  @Override
  public INDArray rnnTimeStep(INDArray given, LayerWorkspaceMgr workspaces) {
    setInput(given, workspaces);
    return run(stateMap, false, workspaces);
  }

  @Override
  public INDArray rnnActivateUsingStoredState(
      INDArray given, boolean training, boolean store, LayerWorkspaceMgr workspaces) {
    setInput(given, workspaces);
    if (store) {
      return run(tBpttStateMap, training, workspaces);
    }
    return run(new HashMap<>(tBpttStateMap), training, workspaces);
  }

  /**
   * @param carried the state to begin with, replaced by the one at the end; null to begin with
   *     zeros
   */
  private INDArray run(
      Map<String, INDArray> carried, boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    SequenceArray.require(input, layerConf().getNIn(), "input " + layerId());
    boolean drops = training && InputDropout.handles(layerConf().getIDropout());
    if (!drops) {
      applyDropOutIfNecessary(training, workspaces); // of a kind that only DL4J knows, if any
    }
    StepMask mask = StepMask.of(maskArray, (int) input.size(0), (int) input.size(2));
    RecurrentKernel kernel = kernel(mask, carried, training);
    INDArray arranged =
        SequenceArray.arranged(
            input, workspaces, training ? ArrayType.INPUT : ArrayType.FF_WORKING_MEM);
    if (drops) {
      arranged = dropout.apply((Dropout) layerConf().getIDropout(), arranged, workspaces);
    }
    INDArray output =
        SequenceArray.create(
            workspaces, ArrayType.ACTIVATIONS, input.size(0), layerConf().getNOut(), input.size(2));
    CarriedState.set(kernel, carried, layerId());
    long start = System.nanoTime();
    kernel.forward(
        RecurrentParameters.pointers(params),
        SequenceArray.pointer(arranged),
        SequenceArray.pointer(output));
    kernelNanos += System.nanoTime() - start;
    if (held && !training) {
      kernel.hold();
    }
    StepMask padding = kernel instanceof MaskedRecurrentKernel ? null : mask;
    if (padding != null) {
      padding.zeroMissing(SequenceArray.pointer(output), kernel.shape().hiddenSize());
    }
    if (carried != null) {
      CarriedState.keep(kernel, padding, carried);
    }
    pass = training ? new Pass(kernel, arranged, padding) : null;
    return output;
  }

  /** oneDNN's primitives know no masks, but need none where a mask only pads on the right. */
  private RecurrentKernel kernel(StepMask mask, Map<String, INDArray> carried, boolean training) {
    if (kernels == null) {
      use(Kernels.of(KernelSpec.AUTO));
    }
    RecurrentShape shape =
        new RecurrentShape(
            layerConf().cell(),
            (int) layerConf().getNIn(),
            (int) layerConf().getNOut(),
            (int) input.size(0),
            (int) input.size(2),
            passes(training));
    boolean drops = training && layerConf().recurrentDropout() > 0;
    boolean gaps = mask != null && !mask.isRightPadded();
    if (!drops && !gaps && !kernels.mask(shape)) {
      return plain.of(shape);
    }
    MaskedRecurrentKernel kernel = masked.of(shape);
    kernel.maskSteps(mask == null ? null : mask.present());
    kernel.dropRecurrent(
        drops ? RecurrentDropout.scales(layerConf().recurrentDropout(), shape, carried) : null);
    return kernel;
  }

  private Passes passes(boolean training) {
    if (!training) {
      return Passes.FORWARD;
    }
    return readsData ? Passes.WEIGHT_GRADIENTS : Passes.ALL;
  }

  /** Says that nobody asks for the gradient of the input. */
  void readData() {
    readsData = true;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray outputGradient, LayerWorkspaceMgr workspaces) {
    if (pass == null) {
      throw new IllegalStateException(
          "no forward pass in training mode before this backward pass " + layerId());
    }
    INDArray arranged = arrangedGradient(outputGradient, workspaces);
    INDArray inputGradient =
        SequenceArray.create(
            workspaces,
            ArrayType.ACTIVATION_GRAD,
            outputGradient.size(0),
            layerConf().getNIn(),
            outputGradient.size(2));
    long start = System.nanoTime();
    pass.kernel()
        .backward(
            RecurrentParameters.pointers(params),
            SequenceArray.pointer(pass.input()),
            SequenceArray.pointer(arranged),
            SequenceArray.pointer(inputGradient),
            RecurrentParameters.pointers(gradientViews));
    kernelNanos += System.nanoTime() - start;
    pass = null;
    Gradient gradient = Instances.gradient(gradientsFlattened, gradientViews);
    if (InputDropout.handles(layerConf().getIDropout())) {
      dropout.backward(inputGradient);
      return new Pair<>(gradient, inputGradient);
    }
    return new Pair<>(gradient, backpropDropOutIfPresent(inputGradient));
  }

  private INDArray arrangedGradient(INDArray outputGradient, LayerWorkspaceMgr workspaces) {
    if (pass.padding() == null) {
      return SequenceArray.arranged(outputGradient, workspaces, ArrayType.BP_WORKING_MEM);
    }
    INDArray copy = SequenceArray.copy(outputGradient, workspaces, ArrayType.BP_WORKING_MEM);
    pass.padding().zeroMissing(SequenceArray.pointer(copy), (int) layerConf().getNOut());
    return copy;
  }

  /**
   * Computes what {@code backpropGradient} does: what the forward pass began with is in its kernel.
   */
  @Override
  public Pair<Gradient, INDArray> tbpttBackpropGradient(
      INDArray outputGradient, int backLength, LayerWorkspaceMgr workspaces) {
    return backpropGradient(outputGradient, workspaces);
  }

  @Override
  public Pair<INDArray, MaskState> feedForwardMaskArray(INDArray mask, MaskState state, int batch) {
    maskArray = mask;
    maskState = state;
    return new Pair<>(mask, state);
  }

  @Override
  public Type type() {
    return Type.RECURRENT;
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }
}
