package org.rnnlm.kernel;

import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * Computes {@link Cell#LSTM} and {@link Cell#PEEPHOLE_LSTM} by the equations 7 to 11 of Graves,
 * arXiv 1308.0850, whose vectors p of peepholes the plain LSTM lacks. ⊙ is the product value by
 * value, σ the logistic function, h and c are the states before the step:
 *
 * <pre>
 * i  = σ(x W_i + h R_i + c ⊙ p_i + b_i)
 * f  = σ(x W_f + h R_f + c ⊙ p_f + b_f)
 * g  = tanh(x W_g + h R_g + b_g)
 * c' = f ⊙ c + i ⊙ g
 * o  = σ(x W_o + h R_o + c' ⊙ p_o + b_o)
 * h' = o ⊙ tanh(c')
 * </pre>
 */
final class SteppedLstm extends SteppedCell {
  private static final int CANDIDATE = 0;
  private static final int FORGET = 1;
  private static final int OUTPUT = 2;
  private static final int INPUT = 3;

  private final int hiddenSize;
  private final boolean peeps;
  private final boolean training;
  private final float[][] gates; // [gate][values], activated, of the step and the group at hand
  private final float[][][] cells; // [steps + 1][group][values], from before the first step on
  private final float[] squashed; // [values], tanh of the cell states after the step at hand
  private float[] peepForget = {}; // [values]
  private float[] peepOutput = {};
  private float[] peepInput = {};
  private final float[][] cellGradients; // [group][values]
  private final float[][] gateGradients; // [gate][values]
  private final float[][] peepholeSums; // [peephole][values]: forget, output, input

  SteppedLstm(RecurrentShape shape) {
    super(shape);
    hiddenSize = shape.hiddenSize();
    peeps = shape.cell().peepholes() > 0;
    training = shape.training();
    gates = arrays(4);
    cells = new float[shape.steps() + 1][][];
    for (int step = 0; step < cells.length; step++) {
      cells[step] = ofGroups();
    }
    squashed = array();
    cellGradients = ofGroups();
    gateGradients = arrays(4);
    peepholeSums = arrays(shape.cell().peepholes());
  }

  @Override
  void begin(CellParameters parameters, FloatBuffer cellState) {
    take(cellState, cells[0]);
    if (peeps) {
      long at = 4L * hiddenSize * hiddenSize; // behind the recurrent weights
      peepForget = spread(parameters.recurrent().getPointer(at));
      peepOutput = spread(parameters.recurrent().getPointer(at + hiddenSize));
      peepInput = spread(parameters.recurrent().getPointer(at + 2L * hiddenSize));
    }
  }

  @Override
  void forward(int step, SequenceGroup group, StepGates given, float[] before, float[] after) {
    int values = group.values();
    readSums(group, given, gates);
    float[] old = cells[step][group.index()];
    if (peeps) {
      SteppedLoops.addProduct(gates[FORGET], peepForget, old, values);
      SteppedLoops.addProduct(gates[INPUT], peepInput, old, values);
    }
    SteppedLoops.tanh(gates[CANDIDATE], gates[CANDIDATE], values);
    SteppedLoops.sigmoid(gates[FORGET], values);
    SteppedLoops.sigmoid(gates[INPUT], values);
    float[] cell = cells[step + 1][group.index()];
    carry(old, cell, values);
    if (peeps) {
      SteppedLoops.addProduct(gates[OUTPUT], peepOutput, cell, values);
    }
    SteppedLoops.sigmoid(gates[OUTPUT], values);
    SteppedLoops.tanh(cell, squashed, values);
    SteppedLoops.product(gates[OUTPUT], squashed, after, values);
    if (training) {
      given.kept().keep(group, gates);
    }
  }

  private void carry(float[] old, float[] cell, int values) {
    float[] forget = gates[FORGET];
    float[] in = gates[INPUT];
    float[] candidate = gates[CANDIDATE];
    for (int i = 0; i < values; i++) {
      cell[i] = forget[i] * old[i] + in[i] * candidate[i];
    }
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
    for (float[] sums : peepholeSums) {
      Arrays.fill(sums, 0);
    }
  }

  @Override
  float[][] carriedGradient(SequenceGroup group) {
    return new float[][] {cellGradients[group.index()]};
  }

  @Override
  boolean needsStates() {
    return false;
  }

  @Override
  void backward(
      int step, SequenceGroup group, float[] gradient, float[] before, StepGradients given) {
    int values = group.values();
    float[] old = cells[step][group.index()];
    float[] cell = cells[step + 1][group.index()];
    float[] cellGradient = cellGradients[group.index()];
    given.kept().readKept(group, gates);
    SteppedLoops.tanh(cell, squashed, values); // cheaper than to have kept it
    outputGradient(gradient, values);
    cellGradient(gradient, cellGradient, values);
    gateGradients(old, cellGradient, values);
    if (peeps) {
      SteppedLoops.addProduct(peepholeSums[0], gateGradients[FORGET], old, values);
      SteppedLoops.addProduct(peepholeSums[1], gateGradients[OUTPUT], cell, values);
      SteppedLoops.addProduct(peepholeSums[2], gateGradients[INPUT], old, values);
    }
    for (int g = 0; g < gates.length; g++) {
      addBias(g, gateGradients[g], values);
    }
    given.ofInput().write(group, gateGradients);
    handOn(cellGradient, values);
    Arrays.fill(gradient, 0);
  }

  private void outputGradient(float[] gradient, int values) {
    float[] output = gates[OUTPUT];
    float[] of = gateGradients[OUTPUT];
    for (int i = 0; i < values; i++) {
      of[i] = gradient[i] * squashed[i] * output[i] * (1 - output[i]);
    }
  }

  private void cellGradient(float[] gradient, float[] cellGradient, int values) {
    float[] output = gates[OUTPUT];
    for (int i = 0; i < values; i++) {
      cellGradient[i] += gradient[i] * output[i] * (1 - squashed[i] * squashed[i]);
    }
    if (peeps) {
      SteppedLoops.addProduct(cellGradient, gateGradients[OUTPUT], peepOutput, values);
    }
  }

  private void gateGradients(float[] old, float[] cellGradient, int values) {
    float[] candidate = gates[CANDIDATE];
    float[] forget = gates[FORGET];
    float[] in = gates[INPUT];
    float[] ofCandidate = gateGradients[CANDIDATE];
    float[] ofForget = gateGradients[FORGET];
    float[] ofInput = gateGradients[INPUT];
    for (int i = 0; i < values; i++) {
      ofCandidate[i] = cellGradient[i] * in[i] * (1 - candidate[i] * candidate[i]);
    }
    for (int i = 0; i < values; i++) {
      ofForget[i] = cellGradient[i] * old[i] * forget[i] * (1 - forget[i]);
    }
    for (int i = 0; i < values; i++) {
      ofInput[i] = cellGradient[i] * candidate[i] * in[i] * (1 - in[i]);
    }
  }

  private void handOn(float[] cellGradient, int values) {
    SteppedLoops.multiply(cellGradient, gates[FORGET], values);
    if (peeps) {
      SteppedLoops.addProduct(cellGradient, gateGradients[FORGET], peepForget, values);
      SteppedLoops.addProduct(cellGradient, gateGradients[INPUT], peepInput, values);
    }
  }

  @Override
  void endBackward(FloatBuffer ofCells) {
    give(cellGradients, ofCells);
  }

  @Override
  void handOut(CellParameters gradients) {
    super.handOut(gradients);
    for (int i = 0; i < peepholeSums.length; i++) {
      long at = 4L * hiddenSize * hiddenSize + (long) i * hiddenSize;
      handOut(peepholeSums[i], gradients.recurrent().getPointer(at));
    }
  }
}
