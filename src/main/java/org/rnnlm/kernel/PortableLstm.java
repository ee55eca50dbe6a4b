package org.rnnlm.kernel;

import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;

/** {@link Cell#LSTM} and {@link Cell#PEEPHOLE_LSTM}. */
final class PortableLstm extends PortableCell {
  private static final int CANDIDATE = 0;
  private static final int FORGET = 1;
  private static final int OUTPUT = 2;
  private static final int INPUT = 3;

  private final int hiddenSize;
  private final boolean peeps;
  private final float[][][] gates; // [steps][gate][values], activated
  private final float[][] cells; // [steps + 1][values], from before the first step on
  private final float[][] raw; // [steps][values], after a step and before its mask
  private final float[][] squashed; // [steps][values], tanh of raw
  private final float[] peepForget; // [values]
  private final float[] peepOutput;
  private final float[] peepInput;
  private final float[] cellGradient;
  private final float[][] gateGradients; // [gate][values]
  private final float[] scratch;
  private final float[] biases;
  private final float[] peepholes; // gradients: forget, output, input

  PortableLstm(RecurrentShape shape, int values) {
    super(shape, values);
    hiddenSize = shape.hiddenSize();
    peeps = shape.cell().peepholes() > 0;
    gates = new float[shape.steps()][4][values];
    cells = new float[shape.steps() + 1][values];
    raw = new float[shape.steps()][values];
    squashed = new float[shape.steps()][values];
    peepForget = new float[values];
    peepOutput = new float[values];
    peepInput = new float[values];
    cellGradient = new float[values];
    gateGradients = new float[4][values];
    scratch = new float[values];
    biases = new float[4 * hiddenSize];
    peepholes = new float[3 * hiddenSize];
  }

  @Override
  void begin(FloatPointer peepholeWeights, FloatPointer cellState) {
    cellState.get(cells[0], 0, values);
    if (peeps) {
      float[] weights = new float[3 * hiddenSize];
      peepholeWeights.get(weights, 0, weights.length);
      spread(weights, 0, peepForget);
      spread(weights, hiddenSize, peepOutput);
      spread(weights, 2 * hiddenSize, peepInput);
    }
  }

  private void spread(float[] units, int at, float[] into) {
    for (int unit = 0; unit < hiddenSize; unit++) {
      Arrays.fill(into, unit * batch, (unit + 1) * batch, units[at + unit]);
    }
  }

  @Override
  void forward(
      int step, FloatPointer input, FloatPointer recurrent, float[] before, float[] after) {
    float[][] gate = gates[step];
    for (int g = 0; g < gate.length; g++) {
      sum(input, recurrent, g, gate[g]);
    }
    float[] old = cells[step];
    if (peeps) {
      addProduct(gate[FORGET], peepForget, old);
      addProduct(gate[INPUT], peepInput, old);
    }
    Activations.tanh(gate[CANDIDATE], values);
    Activations.sigmoid(gate[FORGET], values);
    Activations.sigmoid(gate[INPUT], values);
    carry(gate, old, raw[step]);
    if (peeps) {
      addProduct(gate[OUTPUT], peepOutput, raw[step]);
    }
    Activations.sigmoid(gate[OUTPUT], values);
    System.arraycopy(raw[step], 0, cells[step + 1], 0, values);
    System.arraycopy(raw[step], 0, squashed[step], 0, values);
    Activations.tanh(squashed[step], values);
    product(gate[OUTPUT], squashed[step], after);
  }

  private void carry(float[][] gate, float[] old, float[] cell) {
    float[] forget = gate[FORGET];
    float[] in = gate[INPUT];
    float[] candidate = gate[CANDIDATE];
    for (int i = 0; i < values; i++) {
      cell[i] = forget[i] * old[i] + in[i] * candidate[i];
    }
  }

  private void addProduct(float[] to, float[] a, float[] b) {
    for (int i = 0; i < values; i++) {
      to[i] += a[i] * b[i];
    }
  }

  private void product(float[] a, float[] b, float[] into) {
    for (int i = 0; i < values; i++) {
      into[i] = a[i] * b[i];
    }
  }

  @Override
  void mask(int step, float[] sequences) {
    multiply(cells[step + 1], sequences);
  }

  @Override
  void end(FloatPointer cellState) {
    cellState.put(cells[steps], 0, values);
  }

  @Override
  void beginBackward(FloatPointer ofCells) {
    ofCells.get(cellGradient, 0, values);
    Arrays.fill(biases, 0);
    Arrays.fill(peepholes, 0);
  }

  @Override
  void maskGradient(float[] sequences) {
    multiply(cellGradient, sequences);
  }

  @Override
  void backward(
      int step, float[] gradient, float[] before, FloatPointer input, FloatPointer recurrent) {
    float[][] gate = gates[step];
    outputGradient(gate[OUTPUT], squashed[step], gradient);
    cellGradient(gate[OUTPUT], squashed[step], gradient);
    gateGradients(gate, cells[step]);
    if (peeps) {
      peepholeGradients(step);
    }
    for (int g = 0; g < gate.length; g++) {
      addUnits(gateGradients[g], biases, g * hiddenSize);
      write(gateGradients[g], input, g);
      write(gateGradients[g], recurrent, g);
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
      addProduct(cellGradient, gateGradients[OUTPUT], peepOutput);
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
    product(gateGradients[FORGET], cells[step], scratch);
    addUnits(scratch, peepholes, 0);
    product(gateGradients[OUTPUT], raw[step], scratch);
    addUnits(scratch, peepholes, hiddenSize);
    product(gateGradients[INPUT], cells[step], scratch);
    addUnits(scratch, peepholes, 2 * hiddenSize);
  }

  private void handOn(float[] forget) {
    for (int i = 0; i < values; i++) {
      cellGradient[i] *= forget[i];
    }
    if (peeps) {
      addProduct(cellGradient, gateGradients[FORGET], peepForget);
      addProduct(cellGradient, gateGradients[INPUT], peepInput);
    }
  }

  @Override
  void endBackward(FloatPointer ofCells) {
    ofCells.put(cellGradient, 0, values);
  }

  @Override
  void handOut(FloatPointer bias, FloatPointer peepholeGradient) {
    bias.put(biases, 0, biases.length);
    if (peeps) {
      peepholeGradient.put(peepholes, 0, peepholes.length);
    }
  }
}
