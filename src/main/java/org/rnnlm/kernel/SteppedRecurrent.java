package org.rnnlm.kernel;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;

/**
 * A recurrent layer step by step: the products of all steps at once where that can be, a product a
 * step where it cannot, by a library; the cell itself in Java, in loops that become vector
 * instructions. Masked steps and dropped recurrent connections cost nothing.
 */
final class SteppedRecurrent implements MaskedRecurrentKernel {
  private final RecurrentShape shape;
  private final Resources resources;
  private final Steps memory;
  private final RecurrentProducts products;
  private final SteppedCell cell;
  private final int values; // of a state: batch * hidden

  private final GateBlock[] inputs; // of each step
  private final GateBlock[] recurrents;
  private final FloatBuffer[] fed; // [batch, hidden] of each step: what goes into its product
  private final FloatBuffer fromRecurrent; // its gradient
  private final float[][] hidden; // [steps + 1][batch * hidden], from before the first step on
  private final float[] gradient; // of the hidden state after a step
  private final float[] block;
  private final CellState initial;
  private final CellState last;
  private final CellState ofLast; // gradients of these
  private final CellState ofInitial;
  private float[] stepMask; // null for none
  private float[] recurrentScales; // [batch, hidden]; null for none

  private SteppedRecurrent(
      RecurrentShape shape, Resources resources, Steps memory, RecurrentProducts products) {
    this.shape = shape;
    this.resources = resources;
    this.memory = memory;
    this.products = products;
    this.values = Math.toIntExact(shape.states());
    this.cell = SteppedCell.of(shape);
    this.inputs = new GateBlock[shape.steps()];
    this.recurrents = new GateBlock[shape.steps()];
    this.fed = new FloatBuffer[shape.steps()];
    for (int step = 0; step < shape.steps(); step++) {
      inputs[step] = new GateBlock(memory.inputs(step), shape);
      recurrents[step] = new GateBlock(memory.recurrents(step), shape);
      fed[step] = buffer(memory.hidden(step), values);
    }
    this.fromRecurrent = buffer(memory.hiddenGradient(), values);
    this.hidden = new float[shape.steps() + 1][values];
    this.gradient = new float[values];
    this.block = new float[values];
    this.initial = state();
    this.last = state();
    this.ofLast = state();
    this.ofInitial = state();
  }

  /** Makes a layer on OpenBLAS's products, in f32. */
  static SteppedRecurrent onOpenBlas(RecurrentShape shape) {
    Resources resources = new Resources();
    Steps memory = new Steps(resources, shape);
    return new SteppedRecurrent(shape, resources, memory, new OpenBlasProducts(memory));
  }

  /** Makes a layer on oneDNN's products, with packed weights. */
  static SteppedRecurrent onOneDnn(RecurrentShape shape, Precision precision) {
    Resources resources = new Resources();
    try {
      DnnlContext context = new DnnlContext();
      resources.own(context, context::close);
      Steps memory = new Steps(resources, shape);
      RecurrentProducts products = new OneDnnProducts(context, memory, precision);
      return new SteppedRecurrent(shape, resources, memory, products);
    } catch (RuntimeException | Error e) {
      resources.close();
      throw e;
    }
  }

  private CellState state() {
    return new CellState(
        Steps.allocate(resources, values),
        Steps.allocate(resources, shape.cell().hasCellState() ? values : 0));
  }

  private static FloatBuffer buffer(FloatPointer memory, long size) {
    return new FloatPointer(memory).capacity(size).asBuffer();
  }

  @Override
  public RecurrentShape shape() {
    return shape;
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
    if (scales == null) {
      recurrentScales = null;
      return;
    }
    Sizes.holds("the recurrent scales", scales.length, shape.states());
    int batch = shape.batch();
    recurrentScales = new float[values];
    for (int i = 0; i < values; i++) {
      recurrentScales[i % batch * shape.hiddenSize() + i / batch] = scales[i];
    }
  }

  @Override
  public void forward(CellParameters parameters, FloatPointer input, FloatPointer output) {
    shape.checkForward(parameters, input, output);
    resources.checkOpen();
    FloatBuffer outputs = buffer(output, shape.outputs());
    cell.begin(parameters, initial.cell());
    initial.hidden().get(hidden[0], 0, values);
    products.forward(parameters, input);
    for (int step = 0; step < shape.steps(); step++) {
      fed[step].put(0, scaled(hidden[step]), 0, values);
      products.recurrent(step);
      float[] after = hidden[step + 1];
      cell.forward(step, inputs[step], recurrents[step], hidden[step], after);
      mask(step, after);
      mask(step, cell.carried(step));
      outputs.put(step * values, after, 0, values);
    }
    last.hidden().put(hidden[shape.steps()], 0, values);
    cell.end(last.cell());
  }

  @Override
  public void hold() {
    products.hold();
  }

  private float[] scaled(float[] state) {
    if (recurrentScales == null) {
      return state;
    }
    SteppedLoops.product(state, recurrentScales, block, values);
    return block;
  }

  /** Zeroes the rows of sequences that are masked at a step. */
  private void mask(int step, float[] state) {
    if (stepMask == null || state.length == 0) {
      return;
    }
    int units = shape.hiddenSize();
    for (int sequence = 0; sequence < shape.batch(); sequence++) {
      if (stepMask[step * shape.batch() + sequence] == 0) {
        Arrays.fill(state, sequence * units, (sequence + 1) * units, 0);
      }
    }
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
    FloatBuffer ofOutputs = buffer(outputGradient, shape.outputs());
    cell.beginBackward(ofLast.cell());
    ofLast.hidden().get(gradient, 0, values);
    for (int step = shape.steps() - 1; step >= 0; step--) {
      ofOutputs.get(step * values, block, 0, values);
      SteppedLoops.add(gradient, block, values);
      mask(step, gradient);
      mask(step, cell.carriedGradient());
      cell.backward(step, gradient, hidden[step], inputs[step], recurrents[step]);
      products.recurrentGradient(step);
      addRecurrentGradient();
    }
    ofInitial.hidden().put(gradient, 0, values);
    cell.endBackward(ofInitial.cell());
    cell.handOut(gradients);
    products.backward(input, inputGradient, gradients);
  }

  /** Adds what came through the recurrent product to what the cell itself hands on. */
  private void addRecurrentGradient() {
    fromRecurrent.get(0, block, 0, values);
    if (recurrentScales == null) {
      SteppedLoops.add(gradient, block, values);
    } else {
      SteppedLoops.addProduct(gradient, block, recurrentScales, values);
    }
  }

  @Override
  public void close() {
    resources.close();
  }
}
