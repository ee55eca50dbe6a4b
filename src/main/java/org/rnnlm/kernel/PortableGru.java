package org.rnnlm.kernel;

import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;

/** {@link Cell#GRU}. */
final class PortableGru extends PortableCell {
  private static final int UPDATE = 0;
  private static final int RESET = 1;
  private static final int CANDIDATE = 2;

  private final int hiddenSize;
  private final float[][][] gates; // [steps][gate][values], activated
  private final float[][] recurrentCandidate; // [steps][values], R h + b' of the candidate
  private final float[] ofUpdate;
  private final float[] ofReset;
  private final float[] ofCandidate;
  private final float[] ofRecurrent;
  private final float[] biases;

  PortableGru(RecurrentShape shape, int values) {
    super(shape, values);
    hiddenSize = shape.hiddenSize();
    gates = new float[shape.steps()][3][values];
    recurrentCandidate = new float[shape.steps()][values];
    ofUpdate = new float[values];
    ofReset = new float[values];
    ofCandidate = new float[values];
    ofRecurrent = new float[values];
    biases = new float[4 * hiddenSize];
  }

  @Override
  void forward(
      int step, FloatPointer input, FloatPointer recurrent, float[] before, float[] after) {
    float[] update = gates[step][UPDATE];
    float[] reset = gates[step][RESET];
    float[] candidate = gates[step][CANDIDATE];
    float[] product = recurrentCandidate[step];
    sum(input, recurrent, UPDATE, update);
    sum(input, recurrent, RESET, reset);
    Activations.sigmoid(update, values);
    Activations.sigmoid(reset, values);
    read(input, CANDIDATE, candidate);
    read(recurrent, CANDIDATE, product);
    for (int i = 0; i < values; i++) {
      candidate[i] += reset[i] * product[i];
    }
    Activations.tanh(candidate, values);
    for (int i = 0; i < values; i++) {
      after[i] = update[i] * before[i] + (1 - update[i]) * candidate[i];
    }
  }

  @Override
  void beginBackward(FloatPointer ofCells) {
    Arrays.fill(biases, 0);
  }

  @Override
  void backward(
      int step, float[] gradient, float[] before, FloatPointer input, FloatPointer recurrent) {
    float[] update = gates[step][UPDATE];
    float[] reset = gates[step][RESET];
    float[] candidate = gates[step][CANDIDATE];
    float[] product = recurrentCandidate[step];
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
    for (int i = 0; i < values; i++) {
      gradient[i] *= update[i];
    }
    writeGradients(input, ofCandidate);
    writeGradients(recurrent, ofRecurrent);
    addUnits(ofUpdate, biases, 0);
    addUnits(ofReset, biases, hiddenSize);
    addUnits(ofCandidate, biases, 2 * hiddenSize);
    addUnits(ofRecurrent, biases, 3 * hiddenSize);
  }

  private void writeGradients(FloatPointer product, float[] candidate) {
    write(ofUpdate, product, UPDATE);
    write(ofReset, product, RESET);
    write(candidate, product, CANDIDATE);
  }

  @Override
  void handOut(FloatPointer bias, FloatPointer peepholes) {
    bias.put(biases, 0, biases.length);
  }
}
