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
  private final float[][] gates; // [gate][values], activated, of the step and the group at hand
  private final float[][] products; // [gate][values], R h; with b' that of the candidate
  private final float[][] ofGates; // gradients of them
  private final float[] ofRecurrent; // and of the candidate's product
  private float[] recurrentBias; // [values], of the candidate

  SteppedGru(RecurrentShape shape) {
    super(shape);
    hiddenSize = shape.hiddenSize();
    training = shape.training();
    gates = arrays(3);
    products = arrays(3);
    ofGates = arrays(3);
    ofRecurrent = array();
  }

  @Override
  void begin(CellParameters parameters, FloatBuffer cellState) {
    recurrentBias = spread(parameters.bias().getPointer((long) RECURRENT_CANDIDATE * hiddenSize));
  }

  @Override
  void forward(int step, SequenceGroup group, StepGates given, float[] before, float[] after) {
    int values = group.values();
    float[] update = gates[UPDATE];
    float[] reset = gates[RESET];
    float[] candidate = gates[CANDIDATE];
    float[] product = products[CANDIDATE];
    given.input().read(group, gates);
    given.recurrent().read(group, products);
    SteppedLoops.add(update, products[UPDATE], values);
    SteppedLoops.add(reset, products[RESET], values);
    SteppedLoops.sigmoid(update, values);
    SteppedLoops.sigmoid(reset, values);
    SteppedLoops.add(product, recurrentBias, values);
    SteppedLoops.addProduct(candidate, reset, product, values);
    SteppedLoops.tanh(candidate, candidate, values);
    for (int i = 0; i < values; i++) {
      after[i] = update[i] * before[i] + (1 - update[i]) * candidate[i];
    }
    if (training) {
      given.kept().keep(group, gates);
      given.recurrent().write(group, product, CANDIDATE);
    }
  }

  @Override
  void backward(
      int step, SequenceGroup group, float[] gradient, float[] before, StepGradients given) {
    int values = group.values();
    given.kept().readKept(group, gates);
    given.recurrent().read(group, CANDIDATE, products[CANDIDATE]);
    gateGradients(gradient, before, values);
    SteppedLoops.multiply(gradient, gates[UPDATE], values);
    given.ofInput().write(group, ofGates);
    given.ofRecurrent().write(group, ofGates[UPDATE], UPDATE);
    given.ofRecurrent().write(group, ofGates[RESET], RESET);
    given.ofRecurrent().write(group, ofRecurrent, CANDIDATE);
    for (int gate = 0; gate < ofGates.length; gate++) {
      addBias(gate, ofGates[gate], values);
    }
    addBias(RECURRENT_CANDIDATE, ofRecurrent, values);
  }

  private void gateGradients(float[] gradient, float[] before, int values) {
    float[] update = gates[UPDATE];
    float[] reset = gates[RESET];
    float[] candidate = gates[CANDIDATE];
    float[] product = products[CANDIDATE];
    float[] ofUpdate = ofGates[UPDATE];
    float[] ofReset = ofGates[RESET];
    float[] ofCandidate = ofGates[CANDIDATE];
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
  }
}
