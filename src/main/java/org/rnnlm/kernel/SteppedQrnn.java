package org.rnnlm.kernel;

import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * Computes {@link Cell#QRNN} by the equations of Bradbury et al., arXiv 1611.01576, section 2: a
 * masked convolution of width two over time, whose products are of the input and of the one before
 * it ({@link PairedInput}), and fo-pooling (equation 4). ⊙ is the product value by value, σ the
 * logistic function, y the input before x, c the state before the step:
 *
 * <pre>
 * z  = tanh(x W_z + y V_z + b_z)
 * f  = σ(x W_f + y V_f + b_f)
 * o  = σ(x W_o + y V_o + b_o)
 * c' = f ⊙ c + (1 - f) ⊙ z
 * h' = o ⊙ c'
 * </pre>
 */
final class SteppedQrnn extends SteppedCell {
  private static final int CANDIDATE = 0;
  private static final int FORGET = 1;
  private static final int OUTPUT = 2;

  private final boolean training;
  private final float[][] gates; // [gate][values], activated, of the step and the group at hand
  private final float[][][] cells; // [steps + 1][group][values], from before the first step on
  private final float[][] cellGradients; // [group][values]
  private final float[][] ofGates; // gradients of the gates' sums

  SteppedQrnn(RecurrentShape shape) {
    super(shape);
    training = shape.training();
    gates = arrays(3);
    cells = new float[shape.steps() + 1][][];
    for (int step = 0; step < cells.length; step++) {
      cells[step] = ofGroups();
    }
    cellGradients = ofGroups();
    ofGates = arrays(3);
  }

  @Override
  void begin(CellParameters parameters, FloatBuffer cellState) {
    take(cellState, cells[0]);
  }

  @Override
  void forward(int step, SequenceGroup group, StepGates given, float[] before, float[] after) {
    int values = group.values();
    given.input().read(group, gates);
    float[] candidate = gates[CANDIDATE];
    float[] forget = gates[FORGET];
    SteppedLoops.tanh(candidate, candidate, values);
    SteppedLoops.sigmoid(forget, values);
    SteppedLoops.sigmoid(gates[OUTPUT], values);
    float[] old = cells[step][group.index()];
    float[] cell = cells[step + 1][group.index()];
    for (int i = 0; i < values; i++) {
      cell[i] = candidate[i] + forget[i] * (old[i] - candidate[i]);
    }
    SteppedLoops.product(gates[OUTPUT], cell, after, values);
    if (training) {
      given.kept().keep(group, gates);
    }
  }

  @Override
  boolean needsStates() {
    return false;
  }

  @Override
  float[][] carried(int step, SequenceGroup group) {
    return new float[][] {cells[step + 1][group.index()]};
  }

  @Override
  void end(FloatBuffer cellState) {
    give(cells[steps], cellState);
  }

  @Override
  void beginBackward(FloatBuffer ofCells) {
    super.beginBackward(ofCells);
    take(ofCells, cellGradients);
  }

  @Override
  float[][] carriedGradient(SequenceGroup group) {
    return new float[][] {cellGradients[group.index()]};
  }

  @Override
  void backward(
      int step, SequenceGroup group, float[] gradient, float[] before, StepGradients given) {
    int values = group.values();
    given.kept().readKept(group, gates);
    float[] cellGradient = cellGradients[group.index()];
    outputGradient(gradient, cells[step + 1][group.index()], values);
    SteppedLoops.addProduct(cellGradient, gradient, gates[OUTPUT], values);
    gateGradients(cells[step][group.index()], cellGradient, values);
    SteppedLoops.multiply(cellGradient, gates[FORGET], values);
    for (int gate = 0; gate < ofGates.length; gate++) {
      addBias(gate, ofGates[gate], values);
    }
    given.ofInput().write(group, ofGates);
    Arrays.fill(gradient, 0, values, 0);
  }

  private void outputGradient(float[] gradient, float[] cell, int values) {
    float[] output = gates[OUTPUT];
    float[] of = ofGates[OUTPUT];
    for (int i = 0; i < values; i++) {
      of[i] = gradient[i] * cell[i] * output[i] * (1 - output[i]);
    }
  }

  private void gateGradients(float[] old, float[] cellGradient, int values) {
    float[] candidate = gates[CANDIDATE];
    float[] forget = gates[FORGET];
    float[] ofCandidate = ofGates[CANDIDATE];
    float[] ofForget = ofGates[FORGET];
    for (int i = 0; i < values; i++) {
      ofCandidate[i] = cellGradient[i] * (1 - forget[i]) * (1 - candidate[i] * candidate[i]);
    }
    for (int i = 0; i < values; i++) {
      ofForget[i] = cellGradient[i] * (old[i] - candidate[i]) * forget[i] * (1 - forget[i]);
    }
  }

  @Override
  void endBackward(FloatBuffer ofCells) {
    give(cellGradients, ofCells);
  }
}
