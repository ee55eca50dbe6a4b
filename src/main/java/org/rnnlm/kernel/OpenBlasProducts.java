package org.rnnlm.kernel;

import java.util.Optional;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

/**
 * A recurrent layer's products by OpenBLAS, in f32. In training the recurrent weights are copied
 * once a pass into the orders that the products of its steps like. In inference they are not, so
 * that a sequence has the same bits in any place of a batch.
 */
final class OpenBlasProducts implements RecurrentProducts {
  private final Steps steps;
  private final RecurrentShape shape;
  private final Optional<RightFactor> recurrentWeights; // for R h
  private final Optional<RightFactor> recurrentRows; // for its gradient
  private final Optional<Panels> inputRows; // of all steps, for the gradient of their weights
  private final Optional<Panels> hiddenRows; // the same of hidden states
  private CellParameters parameters;

  /**
   * @param byPanels whether OpenBLAS multiplies small matrices where they lie
   */
  OpenBlasProducts(Resources resources, Steps steps, boolean byPanels) {
    this.steps = steps;
    this.shape = steps.shape();
    int hidden = shape.hiddenSize();
    int columns = steps.columns();
    recurrentWeights = factor(resources, byPanels, hidden, columns);
    recurrentRows = factor(resources, byPanels, columns, hidden);
    boolean products = byPanels && shape.training() && !SteppedOneHot.maybe(shape);
    inputRows = rows(resources, products, shape.readWidth());
    hiddenRows = rows(resources, byPanels && needsRows(shape), hidden);
  }

  private static boolean needsRows(RecurrentShape shape) {
    return shape.training() && shape.cell().waits() && shape.heads() == 1;
  }

  private Optional<RightFactor> factor(
      Resources resources, boolean byPanels, int inner, int columns) {
    if (!needsRows(shape) || !RightFactor.fits(inner, columns)) {
      return Optional.empty();
    }
    return Optional.of(
        byPanels && Panels.pay(shape.batch())
            ? new Panels(resources, inner, columns)
            : new TurnedFactor(resources, shape.batch(), inner, columns));
  }

  private Optional<Panels> rows(Resources resources, boolean pay, int columns) {
    return pay && RightFactor.fits(steps.rows(), columns)
        ? Optional.of(new Panels(resources, steps.rows(), columns))
        : Optional.empty();
  }

  @Override
  public void begin(CellParameters given) {
    parameters = given;
    recurrentWeights.ifPresent(factor -> factor.takeTurned(given.recurrent()));
    recurrentRows.ifPresent(factor -> factor.take(given.recurrent()));
  }

  @Override
  public void inputs(FloatPointer input) {
    FloatPointer target = steps.inputs();
    long columns = steps.columns();
    for (int row = 0; row < steps.rows(); row++) {
      Pointer.memcpy(target.getPointer(row * columns), parameters.bias(), columns * Float.BYTES);
    }
    int rows = steps.rows();
    int width = shape.readWidth();
    Gemm.multiply(false, true, rows, steps.columns(), width, input, parameters.input(), 1, target);
  }

  /** In inference, where parameters are held, there is no copy that they could differ from. */
  @Override
  public void hold() {}

  @Override
  public void recurrent(int step) {
    int batch = shape.batch();
    FloatPointer hidden = steps.hidden(step);
    FloatPointer target = steps.product(step);
    if (recurrentWeights.isPresent()) {
      recurrentWeights.get().multiply(batch, hidden, target);
      return;
    }
    for (int head = 0; head < shape.heads(); head++) {
      Gemm.multiply(
          false,
          true,
          batch,
          headColumns(),
          shape.headSize(),
          states(hidden, head),
          shape.hiddenSize(),
          weights(parameters, head),
          shape.headSize(),
          0,
          gates(target, head),
          steps.columns());
    }
  }

  @Override
  public void recurrentGradient(int step) {
    if (!shape.cell().waits()) {
      return;
    }
    int batch = shape.batch();
    FloatPointer gradients = steps.recurrents(step);
    FloatPointer target = steps.hiddenGradient();
    if (recurrentRows.isPresent()) {
      recurrentRows.get().multiply(batch, gradients, target);
      return;
    }
    for (int head = 0; head < shape.heads(); head++) {
      Gemm.multiply(
          false,
          false,
          batch,
          shape.headSize(),
          headColumns(),
          gates(gradients, head),
          steps.columns(),
          weights(parameters, head),
          shape.headSize(),
          0,
          states(target, head),
          shape.hiddenSize());
    }
  }

  @Override
  public void inputGradients(
      FloatPointer input, FloatPointer inputGradient, CellParameters gradients) {
    int rows = steps.rows();
    int columns = steps.columns();
    int width = shape.readWidth();
    FloatPointer ofInputs = steps.inputs();
    if (shape.passes() == Passes.ALL) {
      Gemm.multiply(
          false, false, rows, width, columns, ofInputs, parameters.input(), 0, inputGradient);
    }
    weightGradient(inputRows, ofInputs, input, width, gradients.input());
  }

  @Override
  public void recurrentGradients(CellParameters gradients) {
    if (!shape.cell().waits()) {
      return;
    }
    if (shape.heads() == 1) {
      weightGradient(
          hiddenRows,
          steps.recurrents(),
          steps.hidden(),
          shape.hiddenSize(),
          gradients.recurrent());
      return;
    }
    for (int head = 0; head < shape.heads(); head++) {
      Gemm.multiply(
          true,
          false,
          headColumns(),
          shape.headSize(),
          steps.rows(),
          gates(steps.recurrents(), head),
          steps.columns(),
          states(steps.hidden(), head),
          shape.hiddenSize(),
          0,
          weights(gradients, head),
          shape.headSize());
    }
  }

  /** Columns of the gates of a head. */
  private int headColumns() {
    return shape.cell().gates() * shape.headSize();
  }

  private FloatPointer states(FloatPointer ofAll, int head) {
    return ofAll.getPointer((long) head * shape.headSize());
  }

  private FloatPointer gates(FloatPointer ofAll, int head) {
    return ofAll.getPointer(shape.column(0, head));
  }

  private FloatPointer weights(CellParameters of, int head) {
    return of.recurrent().getPointer((long) shape.column(0, head) * shape.headSize());
  }

  /**
   * @param gradients of all steps' pre-activations
   * @param factor what the weights were multiplied by
   */
  private void weightGradient(
      Optional<Panels> byPanels,
      FloatPointer gradients,
      FloatPointer factor,
      int width,
      FloatPointer target) {
    int columns = steps.columns();
    if (byPanels.isPresent()) {
      byPanels.get().take(factor);
      byPanels.get().multiplyTurned(columns, gradients, target);
      return;
    }
    Gemm.multiply(true, false, columns, width, steps.rows(), gradients, factor, 0, target);
  }
}
