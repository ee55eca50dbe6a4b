package org.rnnlm.kernel;

import java.nio.FloatBuffer;

/**
 * Computes {@link Cell#GRU} by the equations 5 to 8 of Cho et al., arXiv 1406.1078, but with the
 * reset gate applied after the recurrent product, as cuDNN, PyTorch and Keras have it. ⊙ is the
 * product value by value, σ the logistic function, h the state before the step:
 *
 * <pre>
 * r  = σ(x W_r + h R_r + b_r)
 * z  = σ(x W_z + h R_z + b_z)
 * n  = tanh(x W_n + b_n + r ⊙ (h R_n + b'))
 * h' = z ⊙ h + (1 - z) ⊙ n
 * </pre>
 */
final class SteppedGru extends SteppedCell {
  private static final int UPDATE = 0;
  private static final int RESET = 1;
  private static final int CANDIDATE = 2;

  /** The fourth bias, on the candidate's recurrent product. */
  private static final int RECURRENT_CANDIDATE = 3;

  private final int hiddenSize;
  private final boolean training;
  private final float[] update; // [values], activated, of the step and the group at hand
  private final float[] reset;
  private final float[] candidate;
  private final float[] product; // [values], R h + b' of the candidate
  private final float[] ofUpdate;
  private final float[] ofReset;
  private final float[] ofCandidate;
  private final float[] ofRecurrent;
  private float[] recurrentBias; // [values], of the candidate

  SteppedGru(RecurrentShape shape) {
    super(shape);
    hiddenSize = shape.hiddenSize();
    training = shape.training();
    update = array();
    reset = array();
    candidate = array();
    product = array();
    ofUpdate = array();
    ofReset = array();
    ofCandidate = array();
    ofRecurrent = array();
  }

  @Override
  void begin(CellParameters parameters, FloatBuffer cellState) {
    recurrentBias = spread(parameters.bias().getPointer((long) RECURRENT_CANDIDATE * hiddenSize));
  }

  @Override
  void forward(int step, SequenceGroup group, StepGates given, float[] before, float[] after) {
    int values = group.values();
    readSum(group, given, UPDATE, update);
    readSum(group, given, RESET, reset);
    SteppedLoops.sigmoid(update, values);
    SteppedLoops.sigmoid(reset, values);
    given.input().read(group, CANDIDATE, candidate);
    given.recurrent().read(group, CANDIDATE, product);
    SteppedLoops.add(product, recurrentBias, values);
    SteppedLoops.addProduct(candidate, reset, product, values);
    SteppedLoops.tanh(candidate, candidate, values);
    for (int i = 0; i < values; i++) {
      after[i] = update[i] * before[i] + (1 - update[i]) * candidate[i];
    }
    if (training) {
      given.kept().write(group, update, UPDATE);
      given.kept().write(group, reset, RESET);
      given.kept().write(group, candidate, CANDIDATE);
      given.recurrent().write(group, product, CANDIDATE);
    }
  }

  @Override
  void backward(
      int step,
      SequenceGroup group,
      float[] gradient,
      float[] before,
      SteppedGates input,
      SteppedGates recurrent) {
    int values = group.values();
    input.read(group, UPDATE, update);
    input.read(group, RESET, reset);
    input.read(group, CANDIDATE, candidate);
    recurrent.read(group, CANDIDATE, product);
    for (int i = 0; i < values; i++) {
      ofUpdate[i] = gradient[i] * (before[i] - candidate[i]) * update[i] * (1 - update[i]);
    }
    for (int i = 0; i < values; i++) {
      ofCandidate[i] = gradient[i] * (1 - update[i]) * (1 - candidate[i] * candidate[i]);
    }
    for (int i = 0; i < values; i++) {
      ofReset[i] = ofCandidate[i] * product[i] * reset[i] * (1 - reset[i]);
    }
    for (int i = 0; i < values; i++) {
      ofRecurrent[i] = ofCandidate[i] * reset[i];
    }
    SteppedLoops.multiply(gradient, update, values);
    writeGradients(group, input, ofCandidate);
    writeGradients(group, recurrent, ofRecurrent);
    addBias(UPDATE, ofUpdate, values);
    addBias(RESET, ofReset, values);
    addBias(CANDIDATE, ofCandidate, values);
    addBias(RECURRENT_CANDIDATE, ofRecurrent, values);
  }

  private void writeGradients(SequenceGroup group, SteppedGates block, float[] gradient) {
    block.write(group, ofUpdate, UPDATE);
    block.write(group, ofReset, RESET);
    block.write(group, gradient, CANDIDATE);
  }
}
