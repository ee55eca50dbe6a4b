package org.rnnlm.layer;

import static org.rnnlm.layer.ResidualPass.add;
import static org.rnnlm.layer.ResidualPass.copy;
import static org.rnnlm.layer.ResidualPass.like;
import static org.rnnlm.layer.ResidualPass.pointer;

import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.FloatPointer;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.api.layers.RecurrentLayer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.rnnlm.kernel.KernelSpec;
import org.rnnlm.kernel.Kernels;

/**
 * Computes a {@link ResidualBlock} with the runtime of its recurrent layer. The states that are
 * carried are that layer's.
 */
final class ResidualRuntime extends BaseLayer<ResidualBlock>
    implements RecurrentLayer, KernelLayer {
  private static final long serialVersionUID = 1L;

  private transient BaseLayer<?> recurrent; // a RecurrentRuntime or a BidirectionalRuntime
  private final transient KernelCache<BlockKernels.Shape, BlockKernels> kernels =
      new KernelCache<>(shape -> BlockKernels.of(shape, chosen()));
  private transient Optional<Kernels> chosen = Optional.empty();
  private final transient InputDropout dropout = new InputDropout();
  private transient Optional<ResidualPass> pass = Optional.empty();
  private transient long kernelNanos;

  ResidualRuntime(NeuralNetConfiguration configuration, DataType dataType) {
    super(configuration, dataType);
  }

  /** A pass of the recurrent layer, whose input is set. */
  private interface Reading {
    INDArray run();
  }

  /** Makes the recurrent layer, once the parameters are there. */
  void makeRecurrent(int index, DataType dataType) {
    NeuralNetConfiguration part = ResidualBlock.recurrent(conf());
    recurrent =
        (BaseLayer<?>)
            ((CellLayer) part.getLayer())
                .instantiate(
                    part,
                    getListeners(),
                    index,
                    ResidualParameters.ofRecurrent(layerConf(), paramsFlattened),
                    false,
                    dataType);
  }

  /** Returns what computes its recurrent layer. */
  BaseLayer<?> recurrent() {
    return recurrent;
  }

  /** Returns the recurrent layer, if it reads in one direction and so carries a state. */
  private Optional<RecurrentRuntime> carrying() {
    return recurrent instanceof RecurrentRuntime one ? Optional.of(one) : Optional.empty();
  }

  private RecurrentRuntime oneWay() {
    return carrying()
        .orElseThrow(
            () ->
                new UnsupportedOperationException(
                    "a bidirectional layer carries no state " + layerId()));
  }

  @Override
  public void setBackpropGradientsViewArray(INDArray gradients) {
    super.setBackpropGradientsViewArray(gradients);
    recurrent.setBackpropGradientsViewArray(ResidualParameters.ofRecurrent(layerConf(), gradients));
  }

  @Override
  public void setParamTable(Map<String, INDArray> table) {
    params = table;
  }

  @Override
  public void use(Kernels chosen) {
    close();
    this.chosen = Optional.of(chosen);
    ((KernelLayer) recurrent).use(chosen);
  }

  private Kernels chosen() {
    return chosen.orElseGet(() -> Kernels.of(KernelSpec.AUTO));
  }

  @Override
  public void hold() {
    ((KernelLayer) recurrent).hold();
  }

  /** Says that nobody asks for the gradient of the input. */
  void readData() {
    if (layerConf().beginsStream()) {
      carrying().ifPresent(RecurrentRuntime::readData);
    }
  }

  @Override
  public long kernelNanos() {
    return kernelNanos + ((KernelLayer) recurrent).kernelNanos();
  }

  @Override
  public void close() {
    pass = Optional.empty();
    kernels.close();
    ((KernelLayer) recurrent).close();
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    return run(() -> recurrent.activate(training, workspaces), training, workspaces);
  }

  @Override
  public INDArray rnnTimeStep(INDArray given, LayerWorkspaceMgr workspaces) {
    setInput(given, workspaces);
    Reading reading =
        carrying().isPresent()
            ? () -> oneWay().rnnTimeStep(recurrent.input(), workspaces)
            : () -> recurrent.activate(false, workspaces);
    return run(reading, false, workspaces);
  }

  @Override
  public INDArray rnnActivateUsingStoredState(
      INDArray given, boolean training, boolean store, LayerWorkspaceMgr workspaces) {
    setInput(given, workspaces);
    return run(
        () -> oneWay().rnnActivateUsingStoredState(recurrent.input(), training, store, workspaces),
        training,
        workspaces);
  }

  private INDArray run(Reading reading, boolean training, LayerWorkspaceMgr workspaces) {
    ArrayType kept = training ? ArrayType.INPUT : ArrayType.FF_WORKING_MEM;
    INDArray stream = stream(kept, workspaces);
    BlockKernels parts = kernels();
    recurrent.setInput(seen(parts, stream, kept, workspaces), workspaces);
    recurrent.setMaskArray(maskArray);
    INDArray made = SequenceArray.arranged(reading.run(), workspaces, ArrayType.FF_WORKING_MEM);
    long start = System.nanoTime();
    INDArray sum = like(made, kept, workspaces);
    copy(made, sum);
    if (!layerConf().beginsStream()) {
      add(stream, sum);
    }
    INDArray normalized = like(sum, kept, workspaces);
    parts
        .second()
        .forward(pointer(sum), gain(ResidualParameters.FEED_FORWARD_GAIN), pointer(normalized));
    INDArray read = training && drops() ? dropped(normalized, workspaces) : normalized;
    boolean last = layerConf().last();
    INDArray given = like(sum, last ? kept : ArrayType.ACTIVATIONS, workspaces);
    copy(sum, given);
    parts
        .feedForward()
        .forward(ResidualParameters.feedForward(params), pointer(read), pointer(given));
    INDArray output = given;
    if (last) {
      output = like(given, ArrayType.ACTIVATIONS, workspaces);
      parts.last().forward(pointer(given), gain(ResidualParameters.LAST_GAIN), pointer(output));
    }
    kernelNanos += System.nanoTime() - start;
    pass =
        training
            ? Optional.of(new ResidualPass(parts, params, stream, sum, read, given))
            : Optional.empty();
    return output;
  }

  private INDArray stream(ArrayType kept, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    SequenceArray.require(input, layerConf().getNIn(), "input " + layerId());
    return SequenceArray.arranged(input, workspaces, kept);
  }

  private BlockKernels kernels() {
    ResidualBlock block = layerConf();
    return kernels.of(
        new BlockKernels.Shape(
            (int) input.size(2),
            (int) input.size(0),
            (int) block.getNIn(),
            (int) block.getNOut(),
            (int) block.feedForwardSize()));
  }

  /** Returns what the recurrent layer sees of the stream. */
  private INDArray seen(
      BlockKernels parts, INDArray stream, ArrayType kept, LayerWorkspaceMgr workspaces) {
    if (layerConf().beginsStream()) {
      return stream;
    }
    INDArray normalized = like(stream, kept, workspaces);
    parts.first().forward(pointer(stream), gain(ResidualParameters.GAIN), pointer(normalized));
    return normalized;
  }

  /** Returns what the recurrent layer would see of an input, outside of any training. */
  INDArray seen(INDArray given, LayerWorkspaceMgr workspaces) {
    setInput(given, workspaces);
    INDArray stream = stream(ArrayType.ACTIVATIONS, workspaces);
    return seen(kernels(), stream, ArrayType.ACTIVATIONS, workspaces);
  }

  private boolean drops() {
    return InputDropout.handles(layerConf().getIDropout());
  }

  private INDArray dropped(INDArray normalized, LayerWorkspaceMgr workspaces) {
    return dropout.apply((Dropout) layerConf().getIDropout(), normalized, workspaces);
  }

  private FloatPointer gain(String name) {
    return pointer(params.get(name));
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray outputGradient, LayerWorkspaceMgr workspaces) {
    ResidualPass forward =
        pass.orElseThrow(
            () ->
                new IllegalStateException(
                    "no forward pass in training mode before this backward pass " + layerId()));
    pass = Optional.empty();
    INDArray ofOutput =
        SequenceArray.arranged(outputGradient, workspaces, ArrayType.BP_WORKING_MEM);
    long start = System.nanoTime();
    INDArray ofGiven =
        layerConf().last() ? forward.ofGiven(ofOutput, gradientViews, workspaces) : ofOutput;
    INDArray ofRead = forward.ofRead(ofGiven, gradientViews, workspaces);
    if (drops()) {
      dropout.backward(ofRead);
    }
    INDArray ofSum = forward.ofSum(ofGiven, ofRead, gradientViews, workspaces);
    kernelNanos += System.nanoTime() - start;
    INDArray ofSeen =
        SequenceArray.arranged(
            recurrent.backpropGradient(ofSum, workspaces).getSecond(),
            workspaces,
            ArrayType.ACTIVATION_GRAD);
    INDArray ofStream =
        layerConf().beginsStream()
            ? ofSeen
            : forward.ofStream(ofSum, ofSeen, gradientViews, workspaces);
    return new Pair<>(Instances.gradient(gradientsFlattened, gradientViews), ofStream);
  }

  @Override
  public Pair<Gradient, INDArray> tbpttBackpropGradient(
      INDArray outputGradient, int backLength, LayerWorkspaceMgr workspaces) {
    return backpropGradient(outputGradient, workspaces);
  }

  @Override
  public Map<String, INDArray> rnnGetPreviousState() {
    return carrying().map(RecurrentRuntime::rnnGetPreviousState).orElseGet(Map::of);
  }

  @Override
  public void rnnSetPreviousState(Map<String, INDArray> state) {
    if (!state.isEmpty()) { // what a bidirectional one returns
      oneWay().rnnSetPreviousState(state);
    }
  }

  @Override
  public void rnnClearPreviousState() {
    carrying().ifPresent(RecurrentRuntime::rnnClearPreviousState);
  }

  @Override
  public Map<String, INDArray> rnnGetTBPTTState() {
    return oneWay().rnnGetTBPTTState();
  }

  @Override
  public void rnnSetTBPTTState(Map<String, INDArray> state) {
    oneWay().rnnSetTBPTTState(state);
  }

  @Override
  public void clear() {
    super.clear();
    recurrent.clear();
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
