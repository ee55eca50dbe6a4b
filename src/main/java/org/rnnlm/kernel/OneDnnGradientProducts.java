package org.rnnlm.kernel;

import static org.bytedeco.dnnl.global.dnnl.*;

import java.util.List;
import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.javacpp.FloatPointer;

/** The products of {@link OneDnnProducts}' backward pass. */
final class OneDnnGradientProducts {
  private final DnnlContext context;
  private final Steps steps;
  private final int type;
  private final Factor ofInputs; // [steps * batch, columns]
  private final Factor ofRecurrents; // the same
  private final dnnl_memory inputGradient; // [rows, input]
  private final dnnl_memory inputWeightGradient; // as the weights
  private final dnnl_memory recurrentWeightGradient;
  private final Primitive[] recurrents;
  private final Primitive input; // null where the input needs no gradient
  private final Primitive inputWeightProduct;
  private final Primitive recurrentWeightProduct;

  /**
   * @param inputWeights a row a column of the caller's, of the given type, as are the recurrent
   *     ones
   * @param packing receives what packs them for these products
   */
  OneDnnGradientProducts(
      DnnlContext context,
      Steps steps,
      int type,
      Factor input,
      Factor hidden,
      dnnl_memory inputWeights,
      dnnl_memory recurrentWeights,
      List<Primitive> packing) {
    this.context = context;
    this.steps = steps;
    this.type = type;
    RecurrentShape shape = steps.shape();
    ofInputs = gradients(steps.inputs());
    ofRecurrents =
        shape.cell().separatesRecurrentProduct() ? gradients(steps.recurrents()) : ofInputs;
    dnnl_memory_desc inputOrder = weights(shape.inputSize());
    dnnl_memory_desc recurrentOrder = weights(shape.hiddenSize());
    recurrents = recurrents(recurrentWeights, packing);
    dnnl_memory_desc target = context.dense(dnnl_f32, dnnl_ab, steps.rows(), shape.inputSize());
    inputGradient = context.handle(target);
    this.input = shape.passes() == Passes.ALL ? inputProduct(target, inputWeights, packing) : null;
    inputWeightGradient = context.handle(inputOrder);
    recurrentWeightGradient = context.handle(recurrentOrder);
    inputWeightProduct = weightProduct(inputWeightGradient, inputOrder, ofInputs, input);
    recurrentWeightProduct =
        weightProduct(recurrentWeightGradient, recurrentOrder, ofRecurrents, hidden);
  }

  private Primitive inputProduct(
      dnnl_memory_desc target, dnnl_memory weights, List<Primitive> packing) {
    int width = steps.shape().inputSize();
    MatrixProduct product = MatrixProduct.into(context, target, ofInputs.order(), open(width));
    return product.of(
        inputGradient, ofInputs.whole(), product.packed(weights, rounded(width), packing));
  }

  private Factor gradients(FloatPointer memory) {
    RecurrentShape shape = steps.shape();
    return Factor.of(context, type, memory, shape.steps(), shape.batch(), steps.columns());
  }

  /** As the caller has weights and wants their gradients: a row a column of theirs. */
  private dnnl_memory_desc weights(long width) {
    return context.dense(dnnl_f32, dnnl_ab, steps.columns(), width);
  }

  private dnnl_memory_desc rounded(long width) {
    return context.dense(type, dnnl_ab, steps.columns(), width);
  }

  private dnnl_memory_desc open(long width) {
    return context.dense(type, dnnl_format_tag_any, steps.columns(), width);
  }

  private Primitive[] recurrents(dnnl_memory weights, List<Primitive> packing) {
    RecurrentShape shape = steps.shape();
    dnnl_memory_desc target = context.dense(dnnl_f32, dnnl_ab, shape.batch(), shape.hiddenSize());
    MatrixProduct product =
        MatrixProduct.into(context, target, ofRecurrents.partOrder(), open(shape.hiddenSize()));
    dnnl_memory right = product.packed(weights, rounded(shape.hiddenSize()), packing);
    dnnl_memory into = context.handle(target, steps.hiddenGradient());
    Primitive[] made = new Primitive[shape.steps()];
    for (int step = 0; step < made.length; step++) {
      made[step] = product.of(into, ofRecurrents.part(step), right);
    }
    return made;
  }

  private Primitive weightProduct(
      dnnl_memory target, dnnl_memory_desc order, Factor gradients, Factor right) {
    dnnl_memory_desc transposed = context.dense(type, dnnl_ba, steps.columns(), steps.rows());
    return MatrixProduct.into(context, order, transposed, right.order())
        .of(target, gradients.as(transposed), right.whole());
  }

  void recurrent(int step) {
    ofRecurrents.round(step);
    if (ofInputs != ofRecurrents) {
      ofInputs.round(step);
    }
    recurrents[step].execute();
  }

  void backward(FloatPointer toInput, CellParameters toParameters) {
    DnnlContext.point(inputGradient, toInput);
    DnnlContext.point(inputWeightGradient, toParameters.input());
    DnnlContext.point(recurrentWeightGradient, toParameters.recurrent());
    if (input != null) {
      input.execute();
    }
    inputWeightProduct.execute();
    recurrentWeightProduct.execute();
  }
}
