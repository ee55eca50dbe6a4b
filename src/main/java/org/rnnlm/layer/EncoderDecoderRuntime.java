package org.rnnlm.layer;

import java.util.Map;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.rnnlm.kernel.CellParameters;
import org.rnnlm.kernel.CellState;
import org.rnnlm.kernel.Passes;
import org.rnnlm.kernel.RecurrentKernel;

/**
 * Computes an {@link EncoderDecoder}. In a kernel's memory steps follow each other, so that what
 * encoder and decoder work on are the two parts of one array.
 */
final class EncoderDecoderRuntime extends CellRuntime<EncoderDecoder, EncoderDecoderRuntime.Pass> {
  private static final long serialVersionUID = 1L;

  private static final int ENCODER = 0;
  private static final int DECODER = 1;

  EncoderDecoderRuntime(NeuralNetConfiguration configuration, DataType dataType) {
    super(configuration, dataType, 2);
  }

  /** A pass keeps what the backward pass needs of the forward pass. */
  record Pass(
      RecurrentKernel encoder,
      RecurrentKernel decoder,
      CellParameters ofEncoder,
      CellParameters ofDecoder,
      INDArray input) {

    /** Returns where the decoder's steps begin in an array of both, of so many values a step. */
    FloatPointer target(INDArray both, long width) {
      long sourceSteps = (long) encoder.shape().steps() * encoder.shape().batch();
      return SequenceArray.pointer(both).getPointer(sourceSteps * width);
    }
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
    throw notByWindows();
  }

  @Override
  public Pair<Gradient, INDArray> tbpttBackpropGradient(
      INDArray outputGradient, int backLength, LayerWorkspaceMgr workspaces) {
    throw notByWindows();
  }

  private UnsupportedOperationException notByWindows() {
    return new UnsupportedOperationException(
        "an encoder and decoder trains whole pairs, not window after window " + layerId());
  }

  /**
   * Encoder, then decoder.
   *
   * @param carried receives the decoder's state at the end; null if it is not asked for
   */
  private INDArray run(
      Map<String, INDArray> carried, boolean training, LayerWorkspaceMgr workspaces) {
    begin();
    int steps = (int) input.size(2);
    int source = SourceSteps.of(mask(), (int) input.size(0), steps, layerId());
    RecurrentKernel encoder = kernel(ENCODER, source, training);
    RecurrentKernel decoder = kernel(DECODER, steps - source, training);
    Pass now =
        new Pass(
            encoder,
            decoder,
            dropped(ENCODER, ofEncoder(params), encoder.shape(), training),
            dropped(DECODER, ofDecoder(params), decoder.shape(), training),
            arrangedInput(training, workspaces));
    boolean last = layerConf().last();
    INDArray output = output(workspaces, ArrayType.ACTIVATIONS, last ? steps - source : steps);
    INDArray read = last ? output(workspaces, ArrayType.FF_WORKING_MEM, source) : output;
    timed(() -> forward(now, read, output));
    if (carried != null) {
      CarriedState.keep(decoder, null, carried);
    }
    keep(training, now);
    return output;
  }

  private INDArray mask() {
    if (maskArray == null) {
      throw new IllegalArgumentException(
          "no mask over the features says which steps the encoder reads " + layerId());
    }
    return maskArray;
  }

  private RecurrentKernel kernel(int part, int steps, boolean training) {
    Passes passes = training ? Passes.ALL : Passes.FORWARD;
    return kernels(part).of(shape(steps, passes), null, dropShare(training), null);
  }

  private void forward(Pass now, INDArray read, INDArray output) {
    now.encoder().initialState().zero();
    now.encoder()
        .forward(now.ofEncoder(), SequenceArray.pointer(now.input()), SequenceArray.pointer(read));
    copy(now.encoder().finalState(), now.decoder().initialState());
    now.decoder()
        .forward(
            now.ofDecoder(),
            now.target(now.input(), layerConf().getNIn()),
            shownTarget(now, output));
  }

  /** Returns what the decoder alone writes, from where it ended. */
  private INDArray write(LayerWorkspaceMgr workspaces) {
    begin();
    if (stateMap.isEmpty()) {
      throw new IllegalStateException(
          "the decoder has no state to go on from: let the encoder read first, with a mask over its"
              + " steps "
              + layerId());
    }
    RecurrentKernel decoder = kernel(DECODER, (int) input.size(2), false);
    INDArray arranged = SequenceArray.arranged(input, workspaces, ArrayType.FF_WORKING_MEM);
    INDArray output = output(workspaces, ArrayType.ACTIVATIONS, input.size(2));
    CarriedState.set(decoder, stateMap, layerId());
    timed(
        () ->
            decoder.forward(
                ofDecoder(params), SequenceArray.pointer(arranged), SequenceArray.pointer(output)));
    CarriedState.keep(decoder, null, stateMap);
    return output;
  }

  /** Returns the decoder's part of what comes out, or of its gradient. */
  private FloatPointer shownTarget(Pass of, INDArray array) {
    return layerConf().last()
        ? SequenceArray.pointer(array)
        : of.target(array, layerConf().getNOut());
  }

  private static void copy(CellState from, CellState to) {
    Pointer.memcpy(to.hidden(), from.hidden(), to.hidden().capacity() * Float.BYTES);
    Pointer.memcpy(to.cell(), from.cell(), to.cell().capacity() * Float.BYTES);
    Pointer.memcpy(to.input(), from.input(), to.input().capacity() * Float.BYTES);
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
    Pass forward = pass();
    INDArray arranged =
        SequenceArray.arranged(outputGradient, workspaces, ArrayType.BP_WORKING_MEM);
    INDArray inputGradient =
        inputGradient(workspaces, forward.input().size(0), forward.input().size(2));
    FloatPointer ofSource =
        layerConf().last() ? noGradient(forward, workspaces) : SequenceArray.pointer(arranged);
    timed(() -> backward(forward, arranged, ofSource, inputGradient));
    return end(inputGradient);
  }

  /** Returns the gradient of the encoder's outputs where nothing reads them: zeros. */
  private FloatPointer noGradient(Pass forward, LayerWorkspaceMgr workspaces) {
    int steps = forward.encoder().shape().steps();
    INDArray none =
        SequenceArray.create(
            workspaces,
            ArrayType.BP_WORKING_MEM,
            forward.input().size(0),
            layerConf().getNOut(),
            steps);
    FloatPointer values = SequenceArray.pointer(none);
    values.zero();
    return values;
  }

  /** Decoder, then encoder, whose state at the end is what the decoder's began with. */
  private void backward(
      Pass forward, INDArray outputGradient, FloatPointer ofSource, INDArray inputGradient) {
    long width = layerConf().getNIn();
    CellParameters decoderGradients = ofDecoder(gradientViews);
    CellParameters encoderGradients = ofEncoder(gradientViews);
    forward
        .decoder()
        .backward(
            forward.ofDecoder(),
            forward.target(forward.input(), width),
            shownTarget(forward, outputGradient),
            forward.target(inputGradient, width),
            decoderGradients);
    undrop(DECODER, decoderGradients, forward.decoder().shape());
    copy(forward.decoder().initialStateGradient(), forward.encoder().finalStateGradient());
    forward
        .encoder()
        .backward(
            forward.ofEncoder(),
            SequenceArray.pointer(forward.input()),
            ofSource,
            SequenceArray.pointer(inputGradient),
            encoderGradients);
    undrop(ENCODER, encoderGradients, forward.encoder().shape());
  }

  /** The last layer shows the decoder's steps alone, so there is none for what follows. */
  @Override
  public Pair<INDArray, MaskState> feedForwardMaskArray(INDArray mask, MaskState state, int batch) {
    Pair<INDArray, MaskState> all = super.feedForwardMaskArray(mask, state, batch);
    return layerConf().last() ? new Pair<>(null, state) : all;
  }
}
