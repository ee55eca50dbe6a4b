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
  private final List<Primitive> packing = new ArrayList<>();

  private final dnnl_memory inputWeights; // [input, columns], column by column
  private final dnnl_memory recurrentWeights; // [hidden, columns], column by column
  private final dnnl_memory bias; // [1, columns]
  private final Factor input; // [rows, input]
  private final Factor hidden; // [rows, hidden], from before the first step on
  private final Primitive inputs;
  private final Primitive[] recurrents;
  private final OneDnnGradientProducts gradients; // null where there is no backward pass

  OneDnnProducts(DnnlContext context, Steps steps, Precision precision) {
    this.context = context;
    this.steps = steps;
    this.type = DnnlContext.type(precision);
    RecurrentShape shape = steps.shape();
    dnnl_memory_desc inputOrder = callersWeights(shape.inputSize());
    dnnl_memory_desc recurrentOrder = callersWeights(shape.hiddenSize());
    inputWeights = context.handle(inputOrder);
    recurrentWeights = context.handle(recurrentOrder);
    input = Factor.ofCallers(context, type, 1, steps.rows(), shape.inputSize());
    hidden =
        Factor.of(context, type, steps.hidden(), shape.steps(), shape.batch(), shape.hiddenSize());
    dnnl_memory_desc row = context.dense(dnnl_f32, dnnl_ab, 1, steps.columns());
    bias = context.handle(row);

    dnnl_memory_desc target = gates(steps.rows());
    MatrixProduct product =
        MatrixProduct.withRow(context, target, input.order(), open(shape.inputSize()), row);
    inputs =
        product.of(
            context.handle(target, steps.inputs()),
            input.whole(),
            product.packed(inputWeights, inputOrder, packing),
            bias);
    recurrents = recurrents(recurrentOrder);
    gradients =
        shape.training()
            ? new OneDnnGradientProducts(
                context, steps, type, input, hidden, inputWeights, recurrentWeights, packing)
            : null;
  }

  /** As the caller has weights: a column after the other. */
  private dnnl_memory_desc callersWeights(long width) {
    return context.dense(dnnl_f32, dnnl_ba, width, steps.columns());
  }

  /** Weights in whatever order their product likes. */
  private dnnl_memory_desc open(long width) {
    return context.dense(type, dnnl_format_tag_any, width, steps.columns());
  }

  private dnnl_memory_desc gates(long rows) {
    return context.dense(dnnl_f32, dnnl_ab, rows, steps.columns());
  }

  private Primitive[] recurrents(dnnl_memory_desc plain) {
    RecurrentShape shape = steps.shape();
    dnnl_memory_desc target = gates(shape.batch());
    dnnl_memory_desc states = hidden.partOrder();
    dnnl_memory_desc right = open(shape.hiddenSize());
    MatrixProduct product =
        shape.cell().separatesRecurrentProduct()
            ? MatrixProduct.into(context, target, states, right)
            : MatrixProduct.onto(context, target, states, right);
    dnnl_memory weights = product.packed(recurrentWeights, plain, packing);
    Primitive[] made = new Primitive[shape.steps()];
    for (int step = 0; step < made.length; step++) {
      made[step] =
          product.of(context.handle(target, steps.recurrents(step)), hidden.part(step), weights);
    }
    return made;
  }

  @Override
  public void forward(CellParameters parameters, FloatPointer from) {
    DnnlContext.point(inputWeights, parameters.input());
    DnnlContext.point(recurrentWeights, parameters.recurrent());
    DnnlContext.point(bias, parameters.bias());
    packing.forEach(Primitive::execute);
    input.point(from);
    input.round(0);
    inputs.execute();
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
  public void backward(FloatPointer from, FloatPointer inputGradient, CellParameters ofParameters) {
    gradients.backward(inputGradient, ofParameters);
  }
}
