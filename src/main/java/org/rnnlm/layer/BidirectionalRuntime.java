package org.rnnlm.layer;

import java.util.Map;
import org.bytedeco.javacpp.FloatPointer;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.rnnlm.kernel.Kernels;
import org.rnnlm.layer.StepReversal.Place;

/** Computes a {@link BidirectionalRecurrent} with two {@link RecurrentRuntime}s. */
final class BidirectionalRuntime extends BaseLayer<BidirectionalRecurrent> implements KernelLayer {
  private static final long serialVersionUID = 1L;

  private transient RecurrentRuntime forward;
  private transient RecurrentRuntime backward;
  private transient StepReversal reversal;

  BidirectionalRuntime(NeuralNetConfiguration configuration, DataType dataType) {
    super(configuration, dataType);
  }

  /** Once the parameters are there. */
  void makeDirections(int index, DataType dataType) {
    forward = direction(index, dataType, PairedParameters.firstHalf(paramsFlattened));
    backward = direction(index, dataType, PairedParameters.secondHalf(paramsFlattened));
  }

  private RecurrentRuntime direction(int index, DataType dataType, INDArray parameters) {
    NeuralNetConfiguration direction = BidirectionalRecurrent.direction(conf());
    return Instances.complete(
        new RecurrentRuntime(direction, dataType),
        RecurrentParameters.INSTANCE,
        direction,
        getListeners(),
        index,
        parameters,
        false);
  }

  @Override
  public void setBackpropGradientsViewArray(INDArray gradients) {
    super.setBackpropGradientsViewArray(gradients);
    forward.setBackpropGradientsViewArray(PairedParameters.firstHalf(gradients));
    backward.setBackpropGradientsViewArray(PairedParameters.secondHalf(gradients));
  }

  @Override
  public void use(Kernels chosen) {
    forward.use(chosen);
    backward.use(chosen);
  }

  @Override
  public long kernelNanos() {
    return forward.kernelNanos() + backward.kernelNanos();
  }

  @Override
  public void close() {
    forward.close();
    backward.close();
  }

  private int units() {
    return (int) layerConf().getNOut() / 2;
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    SequenceArray.require(input, layerConf().getNIn(), "input " + layerId());
    int batch = (int) input.size(0);
    int steps = (int) input.size(2);
    reversal = StepReversal.of(StepMask.of(maskArray, batch, steps), batch, steps);
    INDArray one = run(forward, input, training, workspaces);
    INDArray other = run(backward, reversed(training, workspaces), training, workspaces);
    INDArray output =
        SequenceArray.create(
            workspaces, ArrayType.ACTIVATIONS, batch, layerConf().getNOut(), steps);
    FloatPointer to = SequenceArray.pointer(output);
    int units = units();
    reversal.copy(whole(one, units), new Place(to, 0, 2 * units), units);
    reversal.reverse(whole(other, units), new Place(to, units, 2 * units), units);
    return output;
  }

  private static Place whole(INDArray rows, int width) {
    return new Place(SequenceArray.pointer(rows), 0, width);
  }

  private INDArray reversed(boolean training, LayerWorkspaceMgr workspaces) {
    INDArray arranged = SequenceArray.arranged(input, workspaces, ArrayType.FF_WORKING_MEM);
    INDArray reversed =
        SequenceArray.create(
            workspaces,
            training ? ArrayType.INPUT : ArrayType.FF_WORKING_MEM,
            input.size(0),
            input.size(1),
            input.size(2));
    int width = (int) input.size(1);
    reversal.reverse(whole(arranged, width), whole(reversed, width), width);
    return reversed;
  }

  private INDArray run(
      RecurrentRuntime direction, INDArray given, boolean training, LayerWorkspaceMgr workspaces) {
    direction.setInput(given, workspaces);
    direction.setMaskArray(maskArray);
    return SequenceArray.arranged(
        direction.activate(training, workspaces), workspaces, ArrayType.FF_WORKING_MEM);
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray outputGradient, LayerWorkspaceMgr workspaces) {
    INDArray arranged =
        SequenceArray.arranged(outputGradient, workspaces, ArrayType.BP_WORKING_MEM);
    FloatPointer from = SequenceArray.pointer(arranged);
    int units = units();
    INDArray one = gradient(arranged, workspaces);
    INDArray other = gradient(arranged, workspaces);
    reversal.copy(new Place(from, 0, 2 * units), whole(one, units), units);
    reversal.reverse(new Place(from, units, 2 * units), whole(other, units), units);
    INDArray inputGradient = backward(forward, one, workspaces);
    INDArray reversed = backward(backward, other, workspaces);
    int width = (int) layerConf().getNIn();
    reversal.addReversed(whole(reversed, width), whole(inputGradient, width), width);
    Gradient gradient = Instances.gradient(gradientsFlattened, gradientViews);
    return new Pair<>(gradient, inputGradient);
  }

  private INDArray gradient(INDArray like, LayerWorkspaceMgr workspaces) {
    return SequenceArray.create(
        workspaces, ArrayType.BP_WORKING_MEM, like.size(0), units(), like.size(2));
  }

  private static INDArray backward(
      RecurrentRuntime direction, INDArray gradient, LayerWorkspaceMgr workspaces) {
    return SequenceArray.arranged(
        direction.backpropGradient(gradient, workspaces).getSecond(),
        workspaces,
        ArrayType.ACTIVATION_GRAD);
  }

  @Override
  public void clear() {
    super.clear();
    forward.clear();
    backward.clear();
  }

  @Override
  public void setParamTable(Map<String, INDArray> table) {
    params = table;
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

  @Override
  public boolean hasBias() {
    return true;
  }
}
