package org.rnnlm.kernel;

import static org.bytedeco.dnnl.global.dnnl.*;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.javacpp.FloatPointer;

/**
 * A recurrent layer's products by oneDNN, with the weights packed once a pass in the order that
 * each product likes best. In bf16 the factors are rounded, the sums are not.
 */
final class OneDnnProducts implements RecurrentProducts {
  private final DnnlContext context;
  private final Steps steps;
  private final int type;
  private final HeadOrders heads;
  private final List<Primitive> packing = new ArrayList<>();

  private final dnnl_memory inputWeights; // [input, columns], column by column
  private final dnnl_memory recurrentWeights; // column by column; null if none
  private final dnnl_memory bias; // [1, columns]
  private final Factor input; // [rows, input]
  private final Factor hidden; // [rows, hidden], from before the first step on; null if not read
  private final Primitive inputs;
  private final Primitive[] recurrents;
  private final OneDnnGradientProducts gradients; // null where there is no backward pass
  private boolean held;

  OneDnnProducts(DnnlContext context, Steps steps, Precision precision) {
    this.context = context;
    this.steps = steps;
    this.type = DnnlContext.type(precision);
    RecurrentShape shape = steps.shape();
    int width = shape.readWidth();
    dnnl_memory_desc inputOrder = callersWeights(width);
    inputWeights = context.handle(inputOrder);
    dnnl_memory inputFactor = rounded(inputWeights, inputOrder, rounded(width));
    input = Factor.ofCallers(context, type, 1, steps.rows(), width);
    boolean waits = shape.cell().waits();
    heads = new HeadOrders(context, shape);
    dnnl_memory_desc recurrentOrder = waits ? heads.weights(dnnl_f32) : null;
    recurrentWeights = waits ? context.handle(recurrentOrder) : null;
    dnnl_memory recurrentFactor =
        waits ? rounded(recurrentWeights, recurrentOrder, heads.weights(type)) : null;
    hidden = waits ? hidden(steps.hidden()) : null;
    dnnl_memory_desc row = context.dense(dnnl_f32, dnnl_ab, 1, steps.columns());
    bias = context.handle(row);

    dnnl_memory_desc target = gates(steps.rows());
    MatrixProduct product = MatrixProduct.withRow(context, target, input.order(), open(width), row);
    inputs =
        product.of(
            context.handle(target, steps.inputs()),
            input.whole(),
            product.packed(inputFactor, rounded(width), packing),
            bias);
    recurrents = waits ? recurrents(recurrentFactor) : new Primitive[0];
    gradients =
        shape.training()
            ? new OneDnnGradientProducts(
                context, steps, type, input, hidden, inputFactor, recurrentFactor, packing)
            : null;
  }

  private Factor hidden(FloatPointer memory) {
    RecurrentShape shape = steps.shape();
    return Factor.of(context, type, memory, shape.steps(), shape.batch(), shape.hiddenSize());
  }

  /** As the caller has weights: a column after the other. */
  private dnnl_memory_desc callersWeights(long width) {
    return context.dense(dnnl_f32, dnnl_ba, width, steps.columns());
  }

  private dnnl_memory_desc rounded(long width) {
    return context.dense(type, dnnl_ba, width, steps.columns());
  }

  /**
   * Returns weights as they come, but rounded: oneDNN rounds several times as fast as it rounds and
   * reorders at once, and all products pack the rounded ones.
   */
  private dnnl_memory rounded(
      dnnl_memory weights, dnnl_memory_desc order, dnnl_memory_desc wanted) {
    if (type == dnnl_f32) {
      return weights;
    }
    dnnl_memory rounded = context.allocate(wanted).handle();
    packing.add(context.reorder(weights, order, rounded, wanted));
    return rounded;
  }

  /** Weights in whatever order their product likes. */
  private dnnl_memory_desc open(long width) {
    return context.dense(type, dnnl_format_tag_any, width, steps.columns());
  }

  private dnnl_memory_desc gates(long rows) {
    return context.dense(dnnl_f32, dnnl_ab, rows, steps.columns());
  }

  private Primitive[] recurrents(dnnl_memory plain) {
    RecurrentShape shape = steps.shape();
    dnnl_memory_desc target = heads.gates(dnnl_f32, shape.batch());
    dnnl_memory_desc states = heads.states(type, shape.batch());
    MatrixProduct product = MatrixProduct.into(context, target, states, heads.openWeights(type));
    dnnl_memory weights = product.packed(plain, heads.weights(type), packing);
    Primitive[] made = new Primitive[shape.steps()];
    for (int step = 0; step < made.length; step++) {
      made[step] =
          product.of(
              context.handle(target, steps.product(step)), hidden.part(step, states), weights);
    }
    return made;
  }

  @Override
  public void begin(CellParameters parameters) {
    DnnlContext.point(inputWeights, parameters.input());
    if (recurrentWeights != null) {
      DnnlContext.point(recurrentWeights, parameters.recurrent());
    }
    DnnlContext.point(bias, parameters.bias());
    if (!held) {
      packing.forEach(Primitive::execute);
    }
  }

  @Override
  public void inputs(FloatPointer from) {
    input.point(from);
    input.round(0);
    inputs.execute();
  }

  @Override
  public void hold() {
    held = true;
  }

  @Override
  public void recurrent(int step) {
    hidden.round(step);
    recurrents[step].execute();
  }

  @Override
  public void recurrentGradient(int step) {
    gradients.recurrent(step);
  }

  @Override
  public void inputGradients(
      FloatPointer from, FloatPointer inputGradient, CellParameters ofParameters) {
    gradients.inputs(inputGradient, ofParameters);
  }

  @Override
  public void recurrentGradients(CellParameters ofParameters) {
    gradients.recurrentWeights(ofParameters);
  }
}
