package org.rnnlm.layer;

import java.util.HashMap;
import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.rnnlm.kernel.CellParameters;
import org.rnnlm.kernel.MaskedRecurrentKernel;
import org.rnnlm.kernel.Passes;
import org.rnnlm.kernel.RecurrentKernel;

/**
 * Computes a {@link Recurrent}.
 *
 * <p>What the forward pass leaves in the kernel is what the backward pass reads, the state it began
 * with included; so the gradients of a window whose state is carried come out right, and nothing is
 * computed twice.
 */
final class RecurrentRuntime extends CellRuntime<Recurrent, RecurrentRuntime.Pass> {
  private static final long serialVersionUID = 1L;

  private transient boolean readsData;
  private transient boolean held;

  RecurrentRuntime(NeuralNetConfiguration configuration, DataType dataType) {
    super(configuration, dataType, 1);
  }

  /** A pass keeps what the backward pass needs of the forward pass. */
  record Pass(
      RecurrentKernel kernel, CellParameters parameters, INDArray input, StepMask padding) {}

  @Override
  public void hold() {
    held = true;
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
    begin();
    int steps = (int) input.size(2);
    StepMask mask = StepMask.of(maskArray, (int) input.size(0), steps);
    RecurrentKernel kernel =
        kernels(0).of(shape(steps, passes(training)), mask, dropShare(training), carried);
    INDArray arranged = arrangedInput(training, workspaces);
    INDArray output = output(workspaces, ArrayType.ACTIVATIONS, steps);
    CarriedState.set(kernel, carried, layerId());
    CellParameters parameters =
        dropped(0, RecurrentParameters.pointers(params), kernel.shape(), training);
    timed(
        () ->
            kernel.forward(
                parameters, SequenceArray.pointer(arranged), SequenceArray.pointer(output)));
    if (held && !training) {
      kernel.hold();
    }
    StepMask padding = kernel instanceof MaskedRecurrentKernel ? null : mask;
    if (padding != null) {
      padding.zeroMissing(SequenceArray.pointer(output), kernel.shape().hiddenSize());
    }
    if (carried != null && carried == stateMap && held) {
      CarriedState.replace(kernel, padding, carried);
    } else if (carried != null) {
      CarriedState.keep(kernel, padding, carried);
    }
    keep(training, new Pass(kernel, parameters, arranged, padding));
    return output;
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
    Pass forward = pass();
    INDArray arranged = arrangedGradient(forward.padding(), outputGradient, workspaces);
    INDArray inputGradient =
        inputGradient(workspaces, outputGradient.size(0), outputGradient.size(2));
    CellParameters gradients = RecurrentParameters.pointers(gradientViews);
    timed(
        () ->
            forward
                .kernel()
                .backward(
                    forward.parameters(),
                    SequenceArray.pointer(forward.input()),
                    SequenceArray.pointer(arranged),
                    SequenceArray.pointer(inputGradient),
                    gradients));
    undrop(0, gradients, forward.kernel().shape());
    return end(inputGradient);
  }

  private INDArray arrangedGradient(
      StepMask padding, INDArray outputGradient, LayerWorkspaceMgr workspaces) {
    if (padding == null) {
      return SequenceArray.arranged(outputGradient, workspaces, ArrayType.BP_WORKING_MEM);
    }
    INDArray copy = SequenceArray.copy(outputGradient, workspaces, ArrayType.BP_WORKING_MEM);
    padding.zeroMissing(SequenceArray.pointer(copy), (int) layerConf().getNOut());
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
}
