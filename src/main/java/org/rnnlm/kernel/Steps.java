package org.rnnlm.kernel;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

/**
 * The native memory that a layer's products and its cell share: pre-activations and hidden states
 * of all steps, in single precision, a row a sequence. What products round as it comes is kept of
 * one step only, so that it stays in a core's caches.
 */
final class Steps {
  /** What the widest loads like. */
  private static final int ALIGNMENT = 64;

  private final RecurrentShape shape;
  private final FloatPointer inputs; // [steps, batch, gates, hidden]
  private final FloatPointer recurrents; // the same; the same memory where the two are added up
  private final FloatPointer product; // [batch, gates, hidden] of any step, where they are
  private final FloatPointer hidden; // [steps + 1, batch, hidden], from before the first step on;
  // empty, as its gradient is, where no product is of it
  private final FloatPointer ofInputs; // gradients of inputs, in the same memory unless rounded
  private final FloatPointer ofRecurrents; // and of recurrents
  private final boolean rounded;
  private final FloatPointer hiddenGradient; // [batch, hidden]

  /**
   * @param rounded whether the products keep rounded copies of hidden states and gradients
   */
  Steps(Resources resources, RecurrentShape shape, boolean rounded) {
    this.shape = shape;
    this.rounded = rounded;
    long gates = shape.outputs() * shape.cell().gates();
    inputs = allocate(resources, gates);
    boolean apart = shape.cell().separatesRecurrentProduct();
    recurrents = apart ? allocate(resources, gates) : inputs;
    long gatesOfStep = gates / shape.steps();
    product = apart ? recurrents : allocate(resources, gatesOfStep);
    long ofSteps = shape.states() + (rounded ? 0 : shape.outputs());
    hidden = allocate(resources, shape.cell().waits() ? ofSteps : 0);
    if (rounded) {
      ofInputs = apart ? allocate(resources, gatesOfStep) : product;
      ofRecurrents = apart ? allocate(resources, gatesOfStep) : ofInputs;
    } else {
      ofInputs = inputs;
      ofRecurrents = recurrents;
    }
    hiddenGradient = allocate(resources, shape.cell().waits() ? shape.states() : 0);
  }

  static FloatPointer allocate(Resources resources, long size) {
    FloatPointer whole = new FloatPointer(size + ALIGNMENT / Float.BYTES);
    resources.own(whole, whole::deallocate);
    Pointer.memset(whole, 0, whole.capacity() * Float.BYTES);
    long skipped = (ALIGNMENT - whole.address() % ALIGNMENT) % ALIGNMENT;
    return new FloatPointer(whole.getPointer(skipped / Float.BYTES)).capacity(size);
  }

  RecurrentShape shape() {
    return shape;
  }

  /** Rows of all steps. */
  int rows() {
    return shape.steps() * shape.batch();
  }

  /** Columns of the pre-activations. */
  int columns() {
    return shape.cell().gates() * shape.hiddenSize();
  }

  /** W x + b of all steps, later the gates made of it and, if not rounded, their gradients. */
  FloatPointer inputs() {
    return inputs;
  }

  FloatPointer inputs(int step) {
    return inputs.getPointer((long) step * shape.batch() * columns());
  }

  /** Returns R h of all steps where it stands apart, and later its gradients if not rounded. */
  FloatPointer recurrents() {
    return recurrents;
  }

  FloatPointer recurrents(int step) {
    return recurrents.getPointer((long) step * shape.batch() * columns());
  }

  /** Returns where the gradients of W x + b are, of all steps, or of one where they are rounded. */
  FloatPointer ofInputs() {
    return ofInputs;
  }

  FloatPointer ofInputs(int step) {
    return rounded ? ofInputs : inputs(step);
  }

  /** Returns where those of R h are; the same memory where the two are added up. */
  FloatPointer ofRecurrents() {
    return ofRecurrents;
  }

  FloatPointer ofRecurrents(int step) {
    return rounded ? ofRecurrents : recurrents(step);
  }

  /** Returns where R h of a step is made: it stays there where its backward pass needs it. */
  FloatPointer product(int step) {
    return shape.cell().separatesRecurrentProduct() ? recurrents(step) : product;
  }

  /**
   * Returns what of the hidden states goes into the recurrent products, from before the first step
   * on; of one step where they are rounded.
   */
  FloatPointer hidden() {
    return hidden;
  }

  FloatPointer hidden(int step) {
    return rounded ? hidden : hidden.getPointer(step * shape.states());
  }

  /** Returns what a step's recurrent product hands on to the state before it. */
  FloatPointer hiddenGradient() {
    return hiddenGradient;
  }
}
