package org.rnnlm.layer;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.AbstractLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.rnnlm.kernel.Vectors;

/** Computes a {@link SequenceSummary}. */
final class SequenceSummaryRuntime extends AbstractLayer<SequenceSummary> {
  private static final long serialVersionUID = 1L;

  private transient Extent extent;

  SequenceSummaryRuntime(NeuralNetConfiguration configuration, DataType dataType) {
    super(configuration, dataType);
  }

  /** What a batch of sequences is: the backward pass needs no more of the forward pass. */
  private record Extent(StepMask mask, int batch, int size, int steps) {

    boolean present(int step, int sequence) {
      return mask == null || mask.at(step, sequence);
    }

    int first(int sequence) {
      int step = 0;
      while (step < steps && !present(step, sequence)) {
        step++;
      }
      if (step == steps) {
        throw new IllegalArgumentException(
            "sequence " + sequence + " of the batch has no step that is there");
      }
      return step;
    }

    int last(int sequence) {
      int step = steps - 1;
      while (step > 0 && !present(step, sequence)) {
        step--;
      }
      return step;
    }

    int count(int sequence) {
      int count = 0;
      for (int step = 0; step < steps; step++) {
        count += present(step, sequence) ? 1 : 0;
      }
      return count;
    }
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    SequenceArray.require(input, input.size(1), "input " + layerId());
    int batch = (int) input.size(0);
    int steps = (int) input.size(2);
    StepMask mask = StepMask.of(maskArray, batch, steps);
    extent = new Extent(mask, batch, (int) input.size(1), steps);
    INDArray arranged = SequenceArray.arranged(input, workspaces, ArrayType.FF_WORKING_MEM);
    INDArray output =
        workspaces.create(
            ArrayType.ACTIVATIONS, DataType.FLOAT, new long[] {batch, extent.size()}, 'c');
    FloatPointer from = SequenceArray.pointer(arranged);
    FloatPointer to = SequenceArray.pointer(output);
    for (int b = 0; b < batch; b++) {
      switch (layerConf().pooling()) {
        case LAST -> ends(b, (step, vector) -> copy(from, step, to, vector));
        case MEAN -> mean(b, (step, vector, share) -> add(from, step, share, to, vector));
      }
    }
    return output;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray outputGradient, LayerWorkspaceMgr workspaces) {
    INDArray arranged = workspaces.dup(ArrayType.BP_WORKING_MEM, outputGradient, 'c');
    INDArray inputGradient =
        SequenceArray.create(
            workspaces, ArrayType.ACTIVATION_GRAD, extent.batch(), extent.size(), extent.steps());
    FloatPointer from = SequenceArray.pointer(arranged);
    FloatPointer to = SequenceArray.pointer(inputGradient);
    to.zero();
    for (int b = 0; b < extent.batch(); b++) {
      switch (layerConf().pooling()) {
        case LAST -> ends(b, (step, vector) -> copy(from, vector, to, step));
        case MEAN -> mean(b, (step, vector, share) -> add(from, vector, share, to, step));
      }
    }
    return new Pair<>(new DefaultGradient(), inputGradient);
  }

  /** What is done with part of a step and the same part of the sequence's vector. */
  private interface End {
    void at(long step, long vector);
  }

  /** What is done with a step and the sequence's vector. */
  private interface Share {
    void at(long step, long vector, float share);
  }

  private void ends(int sequence, End part) {
    long vector = at(0, sequence);
    int first = extent.first(sequence); // there is one
    part.at(at(extent.last(sequence), sequence), vector);
    if (layerConf().bidirectional()) {
      int half = extent.size() / 2;
      part.at(at(first, sequence) + half, vector + half);
    }
  }

  private void mean(int sequence, Share part) {
    float share = 1f / extent.count(sequence);
    for (int step = extent.first(sequence); step < extent.steps(); step++) {
      if (extent.present(step, sequence)) {
        part.at(at(step, sequence), at(0, sequence), share);
      }
    }
  }

  /** Returns where the values of a step begin. */
  private long at(int step, int sequence) {
    return ((long) step * extent.batch() + sequence) * extent.size();
  }

  private void copy(FloatPointer from, long fromIndex, FloatPointer to, long toIndex) {
    int length = layerConf().bidirectional() ? extent.size() / 2 : extent.size();
    Pointer.memcpy(to.getPointer(toIndex), from.getPointer(fromIndex), (long) length * Float.BYTES);
  }

  private void add(FloatPointer from, long fromIndex, float share, FloatPointer to, long toIndex) {
    Vectors.add(to.getPointer(toIndex), share, from.getPointer(fromIndex), extent.size());
  }

  /** Behind this layer there are no steps, and so no mask over them. */
  @Override
  public Pair<INDArray, MaskState> feedForwardMaskArray(INDArray mask, MaskState state, int batch) {
    maskArray = mask;
    maskState = state;
    return new Pair<>(null, state);
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
  public void clearNoiseWeightParams() {
    // has none
  }
}
