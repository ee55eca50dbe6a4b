package org.rnnlm.layer;

import java.util.Map;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
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
import org.rnnlm.kernel.CellState;
import org.rnnlm.kernel.KernelSpec;
import org.rnnlm.kernel.Kernels;
import org.rnnlm.kernel.RecurrentKernel;
import org.rnnlm.kernel.RecurrentShape;

/**
 * Computes an {@link EncoderDecoder}. In a kernel's memory steps follow each other, so that what
 * encoder and decoder work on are the two parts of one array.
 */
final class EncoderDecoderRuntime extends BaseRecurrentLayer<EncoderDecoder>
    implements KernelLayer {
  private static final long serialVersionUID = 1L;

  private transient Kernels kernels;
  private transient RecurrentKernels encoders;
  private transient RecurrentKernels decoders;
  private final transient InputDropout dropout = new InputDropout();
  private transient Pass pass;
  private transient long kernelNanos;

  EncoderDecoderRuntime(NeuralNetConfiguration configuration, DataType dataType) {
    super(configuration, dataType);
  }

  /** What the backward pass needs of the forward pass. */
  private record Pass(RecurrentKernel encoder, RecurrentKernel decoder, INDArray input) {

    /** Values of the encoder's steps, of so many a step and sequence. */
    long sourceValues(long width) {
      return (long) encoder.shape().steps() * encoder.shape().batch() * width;
    }
  }

  @Override
  public void use(Kernels chosen) {
    close();
    kernels = chosen;
    encoders = new RecurrentKernels(chosen);
    decoders = new RecurrentKernels(chosen);
  }

  @Override
  public void close() {
    pass = null;
    if (kernels != null) {
      encoders.close();
      decoders.close();
    }
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
    return maskArray == null ? write(workspaces) : run(stateMap, false, workspaces);
  }

  @Override
  public INDArray rnnActivateUsingStoredState(
      INDArray given, boolean training, boolean store, LayerWorkspaceMgr workspaces) {
    throw new UnsupportedOperationException(
        "an encoder and decoder trains whole pairs, not window after window " + layerId());
  }

  @Override
  public Pair<Gradient, INDArray> tbpttBackpropGradient(
      INDArray outputGradient, int backLength, LayerWorkspaceMgr workspaces) {
    throw new UnsupportedOperationException(
        "an encoder and decoder trains whole pairs, not window after window " + layerId());
  }

  /**
   * Encoder, then decoder.
   *
   * @param carried receives the decoder's state at the end; null if it is not asked for
   */
  private INDArray run(
      Map<String, INDArray> carried, boolean training, LayerWorkspaceMgr workspaces) {
    checkInput();
    int source = SourceSteps.of(mask(), (int) input.size(0), (int) input.size(2), layerId());
    int target = (int) input.size(2) - source;
    RecurrentKernel encoder = encoders.of(shape(source, training), dropShare(training));
    RecurrentKernel decoder = decoders.of(shape(target, training), dropShare(training));
    Pass now = new Pass(encoder, decoder, arrangedInput(training, workspaces));
    INDArray output = array(now, workspaces, ArrayType.ACTIVATIONS, shownSteps(now));
    INDArray read =
        layerConf().last() ? array(now, workspaces, ArrayType.FF_WORKING_MEM, source) : output;
    long start = System.nanoTime();
    encoder.initialState().zero();
    encoder.forward(
        ofEncoder(params), SequenceArray.pointer(now.input()), SequenceArray.pointer(read));
    copy(encoder.finalState(), decoder.initialState());
    decoder.forward(
        ofDecoder(params),
        targetPart(now, now.input(), layerConf().getNIn()),
        shownTargetPart(now, output));
    kernelNanos += System.nanoTime() - start;
    if (carried != null) {
      CarriedState.keep(decoder, null, carried);
    }
    pass = training ? now : null;
    return output;
  }

  /** Returns the decoder alone, from where it ended. */
  private INDArray write(LayerWorkspaceMgr workspaces) {
    checkInput();
    if (stateMap.isEmpty()) {
      throw new IllegalStateException(
          "the decoder has no state to go on from: let the encoder read first, with a mask over its"
              + " steps "
              + layerId());
    }
    RecurrentKernel decoder = decoders.of(shape((int) input.size(2), false), 0);
    INDArray arranged = SequenceArray.arranged(input, workspaces, ArrayType.FF_WORKING_MEM);
    INDArray output =
        SequenceArray.create(
            workspaces, ArrayType.ACTIVATIONS, input.size(0), layerConf().getNOut(), input.size(2));
    CarriedState.set(decoder, stateMap, layerId());
    long start = System.nanoTime();
    decoder.forward(
        ofDecoder(params), SequenceArray.pointer(arranged), SequenceArray.pointer(output));
    kernelNanos += System.nanoTime() - start;
    CarriedState.keep(decoder, null, stateMap);
    return output;
  }

  private void checkInput() {
    assertInputSet(false);
    SequenceArray.require(input, layerConf().getNIn(), "input " + layerId());
    if (kernels == null) {
      use(Kernels.of(KernelSpec.AUTO));
    }
  }

  private INDArray mask() {
    if (maskArray == null) {
      throw new IllegalArgumentException(
          "no mask over the features says which steps the encoder reads " + layerId());
    }
    return maskArray;
  }

  private double dropShare(boolean training) {
    return training ? layerConf().recurrentDropout() : 0;
  }

  private RecurrentShape shape(int steps, boolean training) {
    return new RecurrentShape(
        layerConf().cell(),
        (int) layerConf().getNIn(),
        (int) layerConf().getNOut(),
        (int) input.size(0),
        steps,
        training);
  }

  private INDArray arrangedInput(boolean training, LayerWorkspaceMgr workspaces) {
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

  /** Steps that come out. */
  private long shownSteps(Pass of) {
    return of.decoder().shape().steps() + (layerConf().last() ? 0 : of.encoder().shape().steps());
  }

  /** [batch, nOut, steps] in the kernels' order. */
  private INDArray array(Pass of, LayerWorkspaceMgr workspaces, ArrayType type, long steps) {
    return SequenceArray.create(workspaces, type, input.size(0), layerConf().getNOut(), steps);
  }

  private static FloatPointer targetPart(Pass of, INDArray array, long width) {
    return SequenceArray.pointer(array).getPointer(of.sourceValues(width));
  }

  /** Returns the decoder's part of what comes out, or of its gradient. */
  private FloatPointer shownTargetPart(Pass of, INDArray array) {
    return layerConf().last()
        ? SequenceArray.pointer(array)
        : targetPart(of, array, layerConf().getNOut());
  }

  private static void copy(CellState from, CellState to) {
    Pointer.memcpy(to.hidden(), from.hidden(), to.hidden().capacity() * Float.BYTES);
    Pointer.memcpy(to.cell(), from.cell(), to.cell().capacity() * Float.BYTES);
  }

  private static CellParameters ofEncoder(Map<String, INDArray> both) {
    return RecurrentParameters.pointers(PairedParameters.OF_ENCODER_AND_DECODER.ofFirst(both));
  }

  private static CellParameters ofDecoder(Map<String, INDArray> both) {
    return RecurrentParameters.pointers(PairedParameters.OF_ENCODER_AND_DECODER.ofSecond(both));
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray outputGradient, LayerWorkspaceMgr workspaces) {
    if (pass == null) {
      throw new IllegalStateException(
          "no forward pass in training mode before this backward pass " + layerId());
    }
    INDArray arranged =
        SequenceArray.arranged(outputGradient, workspaces, ArrayType.BP_WORKING_MEM);
    INDArray inputGradient =
        SequenceArray.create(
            workspaces,
            ArrayType.ACTIVATION_GRAD,
            pass.input().size(0),
            layerConf().getNIn(),
            pass.input().size(2));
    FloatPointer ofSource =
        layerConf().last() ? noGradient(workspaces) : SequenceArray.pointer(arranged);
    long start = System.nanoTime();
    backward(arranged, ofSource, inputGradient);
    kernelNanos += System.nanoTime() - start;
    pass = null;
    Gradient gradient = Instances.gradient(gradientsFlattened, gradientViews);
    if (InputDropout.handles(layerConf().getIDropout())) {
      dropout.backward(inputGradient);
      return new Pair<>(gradient, inputGradient);
    }
    return new Pair<>(gradient, backpropDropOutIfPresent(inputGradient));
  }

  /** Returns the gradient of the encoder's outputs where nothing reads them: zeros. */
  private FloatPointer noGradient(LayerWorkspaceMgr workspaces) {
    int steps = pass.encoder().shape().steps();
    INDArray none =
        SequenceArray.create(
            workspaces,
            ArrayType.BP_WORKING_MEM,
            pass.input().size(0),
            layerConf().getNOut(),
            steps);
    FloatPointer values = SequenceArray.pointer(none);
    values.zero();
    return values;
  }

  /** Decoder, then encoder, whose state at the end is what the decoder's began with. */
  private void backward(INDArray outputGradient, FloatPointer ofSource, INDArray inputGradient) {
    long width = layerConf().getNIn();
    pass.decoder()
        .backward(
            ofDecoder(params),
            targetPart(pass, pass.input(), width),
            shownTargetPart(pass, outputGradient),
            targetPart(pass, inputGradient, width),
            ofDecoder(gradientViews));
    copy(pass.decoder().initialStateGradient(), pass.encoder().finalStateGradient());
    pass.encoder()
        .backward(
            ofEncoder(params),
            SequenceArray.pointer(pass.input()),
            ofSource,
            SequenceArray.pointer(inputGradient),
            ofEncoder(gradientViews));
  }

  /** The last layer shows the decoder's steps alone, so there is none for what follows. */
  @Override
  public Pair<INDArray, MaskState> feedForwardMaskArray(INDArray mask, MaskState state, int batch) {
    maskArray = mask;
    maskState = state;
    return new Pair<>(layerConf().last() ? null : mask, state);
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
