package org.rnnlm.kernel;

import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

/**
 * A recurrent layer step by step: matrix products by a library, the cell itself in Java. Runs where
 * oneDNN has no RNN primitives, and does what they cannot: masked steps, dropped recurrent
 * connections.
 */
final class PortableRecurrent implements MaskedRecurrentKernel {
  private final RecurrentShape shape;
  private final Gemm gemm;
  private final PortableCell cell;
  private final Resources resources = new Resources();
  private final int values; // of a state: hiddenSize * batch
  private final int gateValues;

  private final FloatPointer inputProduct; // [gates * hidden, batch]
  private final FloatPointer recurrentProduct; // the same
  private final FloatPointer previous; // [hidden, batch], what goes into the recurrent product
  private final FloatPointer fromRecurrent; // its gradient
  private final FloatPointer inputBias; // [gates * hidden, batch]
  private final FloatPointer recurrentBias;
  private final float[] block;
  private final float[][] hidden; // [steps + 1][hidden * batch], from before the first step on
  private final CellState initial;
  private final CellState last;
  private final CellState ofLast; // gradients of these
  private final CellState ofInitial;
  private float[] stepMask;
  private float[] recurrentScales;

  PortableRecurrent(RecurrentShape shape, Gemm gemm) {
    this.shape = shape;
    this.gemm = gemm;
    this.values = Math.toIntExact(shape.states());
    this.gateValues = Math.multiplyExact(shape.cell().gates(), values);
    this.cell = PortableCell.of(shape, values);
    this.inputProduct = allocate(gateValues);
    this.recurrentProduct = allocate(gateValues);
    this.inputBias = allocate(gateValues);
    this.recurrentBias = allocate(gateValues);
    this.previous = allocate(values);
    this.fromRecurrent = allocate(values);
    this.block = new float[values];
    this.hidden = new float[shape.steps() + 1][values];
    this.initial = state();
    this.last = state();
    this.ofLast = state();
    this.ofInitial = state();
  }

  private CellState state() {
    return new CellState(allocate(values), allocate(shape.cell().hasCellState() ? values : 0));
  }

  private FloatPointer allocate(long size) {
    FloatPointer memory = new FloatPointer(Math.max(1, size));
    resources.own(memory, memory::deallocate);
    memory.zero();
    return memory.capacity(size);
  }

  @Override
  public RecurrentShape shape() {
    return shape;
  }

  @Override
  public Layout layout() {
    return Layout.TIME_UNIT_BATCH;
  }

  @Override
  public CellState initialState() {
    return initial;
  }

  @Override
  public CellState finalState() {
    return last;
  }

  @Override
  public CellState finalStateGradient() {
    shape.checkTraining();
    return ofLast;
  }

  @Override
  public CellState initialStateGradient() {
    shape.checkTraining();
    return ofInitial;
  }

  @Override
  public void maskSteps(float[] mask) {
    if (mask != null) {
      Sizes.holds("the mask", mask.length, (long) shape.steps() * shape.batch());
    }
    stepMask = mask == null ? null : mask.clone();
  }

  @Override
  public void dropRecurrent(float[] scales) {
    if (scales != null) {
      Sizes.holds("the recurrent scales", scales.length, shape.states());
    }
    recurrentScales = scales == null ? null : scales.clone();
  }

  @Override
  public void forward(CellParameters parameters, FloatPointer input, FloatPointer output) {
    shape.checkForward(parameters, input, output);
    resources.checkOpen();
    spreadBiases(parameters.bias());
    cell.begin(parameters.recurrent().getPointer(shape.recurrentWeights()), initial.cell());
    initial.hidden().get(hidden[0], 0, values);
    for (int step = 0; step < shape.steps(); step++) {
      products(parameters, inputAt(input, step), step);
      cell.forward(step, inputProduct, recurrentProduct, hidden[step], hidden[step + 1]);
      mask(step, hidden[step + 1]);
      cell.mask(step, maskAt(step));
      output.getPointer((long) step * values).put(hidden[step + 1], 0, values);
    }
    last.hidden().put(hidden[shape.steps()], 0, values);
    cell.end(last.cell());
  }

  private FloatPointer inputAt(FloatPointer input, int step) {
    return input.getPointer((long) step * shape.inputSize() * shape.batch());
  }

  /** W x + b, and R h + b' with what recurrent dropout leaves of h. */
  private void products(CellParameters parameters, FloatPointer input, int step) {
    int rows = shape.cell().gates() * shape.hiddenSize();
    copy(inputBias, inputProduct);
    multiplyInto(parameters.input(), input, rows, shape.inputSize(), inputProduct);
    copy(recurrentBias, recurrentProduct);
    previous.put(scaled(hidden[step]), 0, values);
    multiplyInto(parameters.recurrent(), previous, rows, shape.hiddenSize(), recurrentProduct);
  }

  private void multiplyInto(
      FloatPointer weights, FloatPointer x, int rows, int inner, FloatPointer c) {
    gemm.multiply(false, false, rows, shape.batch(), inner, weights, x, 1, c);
  }

  private static void copy(FloatPointer from, FloatPointer to) {
    Pointer.memcpy(to, from, to.capacity() * Float.BYTES);
  }

  private float[] scaled(float[] state) {
    if (recurrentScales == null) {
      return state;
    }
    for (int i = 0; i < values; i++) {
      block[i] = state[i] * recurrentScales[i];
    }
    return block;
  }

  /** A bias for each unit becomes one for each unit and sequence. */
  private void spreadBiases(FloatPointer bias) {
    float[] units = new float[Math.toIntExact(shape.biases())];
    bias.get(units, 0, units.length);
    int gates = shape.cell().gates();
    for (int gate = 0; gate < shape.cell().biases(); gate++) {
      boolean recurrent = gate >= gates; // a GRU's fourth, on its candidate's recurrent product
      FloatPointer target = recurrent ? recurrentBias : inputBias;
      long at = (long) (recurrent ? gates - 1 : gate) * values;
      for (int unit = 0; unit < shape.hiddenSize(); unit++) {
        int from = unit * shape.batch();
        Arrays.fill(block, from, from + shape.batch(), units[gate * shape.hiddenSize() + unit]);
      }
      target.getPointer(at).put(block, 0, values);
    }
  }

  /** The mask of a step, one value a sequence; null for none. */
  private float[] maskAt(int step) {
    return stepMask == null
        ? null
        : Arrays.copyOfRange(stepMask, step * shape.batch(), (step + 1) * shape.batch());
  }

  private void mask(int step, float[] state) {
    PortableCell.multiply(state, maskAt(step));
  }

  @Override
  public void backward(
      CellParameters parameters,
      FloatPointer input,
      FloatPointer outputGradient,
      FloatPointer inputGradient,
      CellParameters gradients) {
    shape.checkBackward(parameters, input, outputGradient, inputGradient, gradients);
    resources.checkOpen();
    gradients.input().getPointer(0).capacity(shape.inputWeights()).zero();
    gradients
        .recurrent()
        .getPointer(0)
        .capacity(shape.recurrentWeights() + shape.peepholes())
        .zero();
    cell.beginBackward(ofLast.cell());
    float[] gradient = new float[values]; // of the hidden state after a step
    ofLast.hidden().get(gradient, 0, values);
    float[] output = new float[values];
    for (int step = shape.steps() - 1; step >= 0; step--) {
      outputGradient.getPointer((long) step * values).get(output, 0, values);
      for (int i = 0; i < values; i++) {
        gradient[i] += output[i];
      }
      mask(step, gradient);
      cell.maskGradient(maskAt(step));
      cell.backward(step, gradient, hidden[step], inputProduct, recurrentProduct);
      accumulate(parameters, inputAt(input, step), step, inputAt(inputGradient, step), gradients);
      addRecurrentGradient(gradient);
    }
    ofInitial.hidden().put(gradient, 0, values);
    cell.endBackward(ofInitial.cell());
    cell.handOut(gradients.bias(), gradients.recurrent().getPointer(shape.recurrentWeights()));
  }

  /** Products now hold the gradients of the pre-activations. */
  private void accumulate(
      CellParameters parameters,
      FloatPointer input,
      int step,
      FloatPointer inputGradient,
      CellParameters gradients) {
    int rows = shape.cell().gates() * shape.hiddenSize();
    int batch = shape.batch();
    gemm.multiply(
        true,
        false,
        shape.inputSize(),
        batch,
        rows,
        parameters.input(),
        inputProduct,
        0,
        inputGradient);
    gemm.multiply(
        true,
        false,
        shape.hiddenSize(),
        batch,
        rows,
        parameters.recurrent(),
        recurrentProduct,
        0,
        fromRecurrent);
    gemm.multiply(
        false, true, rows, shape.inputSize(), batch, inputProduct, input, 1, gradients.input());
    previous.put(scaled(hidden[step]), 0, values);
    gemm.multiply(
        false,
        true,
        rows,
        shape.hiddenSize(),
        batch,
        recurrentProduct,
        previous,
        1,
        gradients.recurrent());
  }

  /** Adds what came through the recurrent product to what the cell itself hands on. */
  private void addRecurrentGradient(float[] gradient) {
    fromRecurrent.get(block, 0, values);
    if (recurrentScales == null) {
      for (int i = 0; i < values; i++) {
        gradient[i] += block[i];
      }
      return;
    }
    for (int i = 0; i < values; i++) {
      gradient[i] += block[i] * recurrentScales[i];
    }
  }

  @Override
  public void close() {
    resources.close();
  }
}
