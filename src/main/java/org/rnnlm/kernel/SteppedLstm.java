package org.rnnlm.kernel;

import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;

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
  private final float[][][] gates; // [steps][gate][values], activated
  private final float[][] cells; // [steps + 1][values], from before the first step on
  private final float[][] squashed; // [steps][values], tanh of the cell states, before any mask
  private float[] peepForget = {}; // [values]
  private float[] peepOutput = {};
  private float[] peepInput = {};
  private final float[] cellGradient;
  private final float[][] gateGradients; // [gate][values]
  private final float[][] peepholeSums; // [peephole][values]: forget, output, input

  SteppedLstm(RecurrentShape shape) {
    super(shape);
    hiddenSize = shape.hiddenSize();
    peeps = shape.cell().peepholes() > 0;
    gates = new float[shape.steps()][4][values];
    cells = new float[shape.steps() + 1][values];
    squashed = new float[shape.steps()][values];
    cellGradient = new float[values];
    gateGradients = new float[4][values];
    peepholeSums = new float[shape.cell().peepholes()][values];
  }

  @Override
  void begin(CellParameters parameters, FloatPointer cellState) {
    cellState.get(cells[0], 0, values);
    if (peeps) {
      long at = 4L * hiddenSize * hiddenSize; // behind the recurrent weights
      peepForget = spread(parameters.recurrent().getPointer(at));
      peepOutput = spread(parameters.recurrent().getPointer(at + hiddenSize));
      peepInput = spread(parameters.recurrent().getPointer(at + 2L * hiddenSize));
    }
  }

  @Override
  void forward(int step, GateBlock input, GateBlock recurrent, float[] before, float[] after) {
    float[][] gate = gates[step];
    for (int g = 0; g < gate.length; g++) {
      input.read(g, gate[g]);
    }
    float[] old = cells[step];
    if (peeps) {
      SteppedLoops.addProduct(gate[FORGET], peepForget, old, values);
      SteppedLoops.addProduct(gate[INPUT], peepInput, old, values);
    }
    SteppedLoops.tanh(gate[CANDIDATE], gate[CANDIDATE], values);
    SteppedLoops.sigmoid(gate[FORGET], values);
    SteppedLoops.sigmoid(gate[INPUT], values);
    float[] cell = cells[step + 1];
    carry(gate, old, cell);
    if (peeps) {
      SteppedLoops.addProduct(gate[OUTPUT], peepOutput, cell, values);
    }
    SteppedLoops.sigmoid(gate[OUTPUT], values);
    SteppedLoops.tanh(cell, squashed[step], values);
    SteppedLoops.product(gate[OUTPUT], squashed[step], after, values);
  }

  private void carry(float[][] gate, float[] old, float[] cell) {
    float[] forget = gate[FORGET];
    float[] in = gate[INPUT];
    float[] candidate = gate[CANDIDATE];
    for (int i = 0; i < values; i++) {
      cell[i] = forget[i] * old[i] + in[i] * candidate[i];
    }
  }

  @Override
  float[] carried(int step) {
    return cells[step + 1];
  }

  @Override
  void end(FloatPointer cellState) {
    cellState.put(cells[steps], 0, values);
  }

  @Override
  void beginBackward(FloatPointer ofCells) {
    super.beginBackward(ofCells);
    ofCells.get(cellGradient, 0, values);
    for (float[] sums : peepholeSums) {
      Arrays.fill(sums, 0);
    }
  }

  @Override
  float[] carriedGradient() {
    return cellGradient;
  }

  @Override
  void backward(int step, float[] gradient, float[] before, GateBlock input, GateBlock recurrent) {
    float[][] gate = gates[step];
    outputGradient(gate[OUTPUT], squashed[step], gradient);
    cellGradient(gate[OUTPUT], squashed[step], gradient);
    gateGradients(gate, cells[step]);
    if (peeps) {
      peepholeGradients(step);
    }
    for (int g = 0; g < gate.length; g++) {
      addBias(g, gateGradients[g]);
      input.write(gateGradients[g], g);
    }
    handOn(gate[FORGET]);
    Arrays.fill(gradient, 0);
  }

  private void outputGradient(float[] output, float[] cell, float[] gradient) {
    float[] of = gateGradients[OUTPUT];
    for (int i = 0; i < values; i++) {
      of[i] = gradient[i] * cell[i] * output[i] * (1 - output[i]);
    }
  }

  private void cellGradient(float[] output, float[] cell, float[] gradient) {
    for (int i = 0; i < values; i++) {
      cellGradient[i] += gradient[i] * output[i] * (1 - cell[i] * cell[i]);
    }
    if (peeps) {
      SteppedLoops.addProduct(cellGradient, gateGradients[OUTPUT], peepOutput, values);
    }
  }

  private void gateGradients(float[][] gate, float[] old) {
    float[] candidate = gate[CANDIDATE];
    float[] forget = gate[FORGET];
    float[] in = gate[INPUT];
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

  private void peepholeGradients(int step) {
    SteppedLoops.addProduct(peepholeSums[0], gateGradients[FORGET], cells[step], values);
    SteppedLoops.addProduct(peepholeSums[1], gateGradients[OUTPUT], cells[step + 1], values);
    SteppedLoops.addProduct(peepholeSums[2], gateGradients[INPUT], cells[step], values);
  }

  private void handOn(float[] forget) {
    for (int i = 0; i < values; i++) {
      cellGradient[i] *= forget[i];
    }
    if (peeps) {
      SteppedLoops.addProduct(cellGradient, gateGradients[FORGET], peepForget, values);
      SteppedLoops.addProduct(cellGradient, gateGradients[INPUT], peepInput, values);
    }
  }

  @Override
  void endBackward(FloatPointer ofCells) {
    ofCells.put(cellGradient, 0, values);
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
