package org.rnnlm.kernel;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;

/**
 * A recurrent layer step by step: the products of all steps at once where that can be, a product a
 * step where it cannot, by a library; the cell itself in Java, in loops that become vector
 * instructions. Masked steps and dropped recurrent connections cost nothing. A cell that does not
 * wait has no product a step, and its pass over time is the cell's alone.
 */
final class SteppedRecurrent implements MaskedRecurrentKernel {
  private final RecurrentShape shape;
  private final Resources resources;
  private final Steps memory;
  private final RecurrentProducts products;
  private final SteppedCell cell;
  private final int values; // of a state: batch * hidden

  private final SteppedGates[] inputs; // of each step, later its activated gates
  private final SteppedOneHot oneHot; // null where the input cannot be
  private final PairedInput pairs; // null where a step is of its own input alone
  private final SteppedGates[] recurrents;
  private final StepGradients[] ofGates;
  private final FloatBuffer[] fed; // [batch, hidden] of each step: what goes into its product
  private final FloatBuffer fromRecurrent; // its gradient
  private final float[][][] hidden; // [group][values] of all steps, or of two in turns
  private final float[][] gradients; // [group][values], of the hidden states after a step
  private final float[] block;
  private final CellState initial;
  private final CellState last;
  private final CellState ofLast; // gradients of these
  private final CellState ofInitial;
  private float[] stepMask; // null for none
  private boolean readsOneHot; // the input at hand is
  private FloatPointer read; // what the input products of the pass at hand are of
  private float[][] recurrentScales; // [group][values]; null for none

  private SteppedRecurrent(
      RecurrentShape shape, Resources resources, Steps memory, RecurrentProducts products) {
    this.shape = shape;
    this.resources = resources;
    this.memory = memory;
    this.products = products;
    this.values = Math.toIntExact(shape.states());
    this.cell = SteppedCell.of(shape);
    this.inputs = new SteppedGates[shape.steps()];
    this.recurrents = new SteppedGates[shape.steps()];
    this.ofGates = new StepGradients[shape.steps()];
    this.fed = new FloatBuffer[shape.steps()];
    for (int step = 0; step < shape.steps(); step++) {
      inputs[step] = new SteppedGates(memory.inputs(step), shape);
      recurrents[step] = new SteppedGates(memory.product(step), shape);
      ofGates[step] =
          new StepGradients(
              inputs[step],
              recurrents[step],
              new SteppedGates(memory.ofInputs(step), shape),
              new SteppedGates(memory.ofRecurrents(step), shape));
      if (shape.cell().waits()) {
        fed[step] = buffer(memory.hidden(step), values);
      }
    }
    this.oneHot = SteppedOneHot.maybe(shape) ? SteppedOneHot.of(shape) : null;
    this.pairs = shape.cell().carriesInput() ? new PairedInput(resources, shape) : null;
    this.fromRecurrent = buffer(memory.hiddenGradient(), shape.cell().waits() ? values : 0);
    this.hidden = new float[cell.needsStates() ? shape.steps() + 1 : 2][][];
    for (int step = 0; step < hidden.length; step++) {
      hidden[step] = cell.ofGroups();
    }
    this.gradients = cell.ofGroups();
    this.block = cell.array();
    this.initial = state();
    this.last = state();
    this.ofLast = state();
    this.ofInitial = state();
  }

  /** Makes a layer on OpenBLAS's products, in f32. */
  static SteppedRecurrent onOpenBlas(RecurrentShape shape) {
    return onOpenBlas(shape, OpenBlas.multipliesSmallInPlace());
  }

  /** Makes a layer on OpenBLAS's products of panels, or of whole matrices. */
  static SteppedRecurrent onOpenBlas(RecurrentShape shape, boolean byPanels) {
    Resources resources = new Resources();
    try {
      Steps memory = new Steps(resources, shape, false);
      RecurrentProducts products = new OpenBlasProducts(resources, memory, byPanels);
      return new SteppedRecurrent(shape, resources, memory, products);
    } catch (RuntimeException | Error e) {
      resources.close();
      throw e;
    }
  }

  /** Makes a layer on oneDNN's products, with packed weights. */
  static SteppedRecurrent onOneDnn(RecurrentShape shape, Precision precision) {
    Resources resources = new Resources();
    try {
      DnnlContext context = new DnnlContext();
      resources.own(context, context::close);
      Steps memory = new Steps(resources, shape, precision == Precision.BF16);
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
        Steps.allocate(resources, shape.cellStates()),
        Steps.allocate(resources, shape.carriedInputs()));
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
    recurrentScales = cell.ofGroups();
    int units = shape.hiddenSize();
    for (SequenceGroup group : cell.groups) {
      float[] ofGroup = recurrentScales[group.index()];
      for (int i = 0; i < ofGroup.length; i++) {
        int sequence = group.first() + i / units;
        ofGroup[i] = scales[i % units * shape.batch() + sequence];
      }
    }
  }

  @Override
  public void forward(CellParameters parameters, FloatPointer input, FloatPointer output) {
    shape.checkForward(parameters, input, output);
    resources.checkOpen();
    FloatBuffer outputs = buffer(output, shape.outputs());
    cell.begin(parameters, ofCells(initial));
    cell.take(ofHidden(initial), hiddenAt(0));
    products.begin(parameters);
    read = pairs == null ? input : pairs.take(input, initial.input(), last.input(), stepMask);
    readsOneHot = oneHot != null && oneHot.take(input, parameters);
    if (!readsOneHot) {
      products.inputs(read);
    }
    cell.groups.forEach(group -> feed(0, group));
    for (int step = 0; step < shape.steps(); step++) {
      if (shape.cell().waits()) {
        products.recurrent(step);
      }
      StepGates gates =
          new StepGates(
              readsOneHot ? oneHot.at(step) : inputs[step], recurrents[step], inputs[step]);
      for (SequenceGroup group : cell.groups) {
        float[] before = hiddenAt(step)[group.index()];
        float[] after = hiddenAt(step + 1)[group.index()];
        cell.forward(step, group, gates, before, after);
        mask(step, group, after);
        for (float[] carried : cell.carried(step, group)) {
          mask(step, group, carried);
        }
        float[] given = cell.given(group, after);
        outputs.put(step * values + group.start(), given, 0, group.values());
        feed(step + 1, group);
      }
    }
    cell.give(hiddenAt(shape.steps()), ofHidden(last));
    cell.end(ofCells(last));
  }

  /** Returns the hidden states before a step. */
  private float[][] hiddenAt(int step) {
    return hidden[step % hidden.length];
  }

  @Override
  public void hold() {
    products.hold();
  }

  private FloatBuffer ofHidden(CellState state) {
    return buffer(state.hidden(), values);
  }

  private static FloatBuffer ofCells(CellState state) {
    return buffer(state.cell(), state.cell().capacity());
  }

  /** Hands the hidden states of a group to a step's product, if there is one. */
  private void feed(int step, SequenceGroup group) {
    if (step == shape.steps() || !shape.cell().waits()) {
      return;
    }
    float[] state = hiddenAt(step)[group.index()];
    if (recurrentScales != null) {
      SteppedLoops.product(state, recurrentScales[group.index()], block, group.values());
      state = block;
    }
    fed[step].put(group.start(), state, 0, group.values());
  }

  /** Zeroes the rows of sequences that are masked at a step. */
  private void mask(int step, SequenceGroup group, float[] state) {
    if (stepMask == null) {
      return;
    }
    int units = shape.hiddenSize();
    for (int i = 0; i < group.sequences(); i++) {
      if (stepMask[step * shape.batch() + group.first() + i] == 0) {
        Arrays.fill(state, i * units, (i + 1) * units, 0);
      }
    }
  }

  @Override
  public void backward(
      CellParameters parameters,
      FloatPointer input,
      FloatPointer outputGradient,
      FloatPointer inputGradient,
      CellParameters ofParameters) {
    shape.checkBackward(parameters, input, outputGradient, inputGradient, ofParameters);
    resources.checkOpen();
    FloatBuffer ofOutputs = buffer(outputGradient, shape.outputs());
    cell.beginBackward(ofCells(ofLast));
    cell.take(ofHidden(ofLast), gradients);
    if (readsOneHot) {
      oneHot.beginBackward();
    }
    for (int step = shape.steps() - 1; step >= 0; step--) {
      for (SequenceGroup group : cell.groups) {
        float[] gradient = gradients[group.index()];
        ofOutputs.get(step * values + group.start(), block, 0, group.values());
        cell.givenBackward(group, hiddenAt(step + 1)[group.index()], block);
        SteppedLoops.add(gradient, block, group.values());
        mask(step, group, gradient);
        for (float[] carried : cell.carriedGradient(group)) {
          mask(step, group, carried);
        }
        cell.backward(step, group, gradient, hiddenAt(step)[group.index()], ofGates[step]);
      }
      if (readsOneHot) {
        oneHot.add(step, ofGates[step].ofInput());
      }
      products.recurrentGradient(step);
      if (shape.cell().waits()) {
        cell.groups.forEach(this::addRecurrentGradient);
      }
    }
    cell.give(gradients, ofHidden(ofInitial));
    cell.endBackward(ofCells(ofInitial));
    cell.handOut(ofParameters);
    products.recurrentGradients(ofParameters);
    if (readsOneHot) {
      oneHot.handOut(ofParameters.input());
    } else {
      products.inputGradients(read, pairs == null ? inputGradient : pairs.gradient(), ofParameters);
    }
    if (pairs != null && shape.passes() == Passes.ALL) {
      pairs.handOut(inputGradient, ofLast.input(), ofInitial.input());
    }
  }

  /** Adds what came through the recurrent product to what the cell itself hands on. */
  private void addRecurrentGradient(SequenceGroup group) {
    float[] gradient = gradients[group.index()];
    fromRecurrent.get(group.start(), block, 0, group.values());
    if (recurrentScales == null) {
      SteppedLoops.add(gradient, block, group.values());
    } else {
      SteppedLoops.addProduct(gradient, block, recurrentScales[group.index()], group.values());
    }
  }

  @Override
  public void close() {
    resources.close();
  }
}
