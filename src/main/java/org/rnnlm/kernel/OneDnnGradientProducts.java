package org.rnnlm.kernel;

import static org.bytedeco.dnnl.global.dnnl.*;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.javacpp.FloatPointer;

/** The products of {@link OneDnnProducts}' backward pass. */
final class OneDnnGradientProducts {
  private final DnnlContext context;
  private final Steps steps;
  private final int type;
  private final HeadOrders heads;
  private final Factor ofInputs; // [steps * batch, columns]
  private final Factor ofRecurrents; // the same
  private final dnnl_memory inputGradient; // [rows, input]
  private final dnnl_memory inputWeightGradient; // as the weights
  private final dnnl_memory recurrentWeightGradient; // null where there are no such weights
  private final Primitive[] recurrents; // of none where there are no such weights
  private final Primitive input; // null where the input needs no gradient
  private final List<Primitive> inputWeightProduct = new ArrayList<>(); // and what is before it
  private final List<Primitive> recurrentWeightProduct = new ArrayList<>();

  /**
   * @param hidden null where no product is of it
   * @param inputWeights a row a column of the caller's, of the given type, as are the recurrent
   *     ones, which are null where there are none
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
    heads = new HeadOrders(context, shape);
    ofInputs = gradients(steps.ofInputs());
    ofRecurrents =
        shape.cell().separatesRecurrentProduct() ? gradients(steps.ofRecurrents()) : ofInputs;
    boolean waits = shape.cell().waits();
    recurrents = waits ? recurrents(recurrentWeights, packing) : new Primitive[0];
    dnnl_memory_desc target = context.dense(dnnl_f32, dnnl_ab, steps.rows(), shape.readWidth());
    inputGradient = context.handle(target);
    this.input = shape.passes() == Passes.ALL ? inputProduct(target, inputWeights, packing) : null;
    inputWeightGradient = context.handle(weights(shape.readWidth()));
    recurrentWeightGradient = waits ? context.handle(heads.turnedWeights(dnnl_f32)) : null;
    weightProducts(input, hidden);
  }

  private Primitive inputProduct(
      dnnl_memory_desc target, dnnl_memory weights, List<Primitive> packing) {
    int width = steps.shape().readWidth();
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
    dnnl_memory_desc target = heads.states(dnnl_f32, shape.batch());
    dnnl_memory_desc gates = heads.gates(type, shape.batch());
    MatrixProduct product =
        MatrixProduct.into(context, target, gates, heads.openTurnedWeights(type));
    dnnl_memory right = product.packed(weights, heads.turnedWeights(type), packing);
    dnnl_memory into = context.handle(target, steps.hiddenGradient());
    Primitive[] made = new Primitive[shape.steps()];
    for (int step = 0; step < made.length; step++) {
      made[step] = product.of(into, ofRecurrents.part(step, gates), right);
    }
    return made;
  }

  private void weightProducts(Factor input, Factor hidden) {
    RecurrentShape shape = steps.shape();
    boolean products = !SteppedOneHot.maybe(shape);
    boolean waits = shape.cell().waits();
    boolean whole = waits && shape.heads() == 1;
    long width = (products ? shape.readWidth() : 0) + (whole ? shape.hiddenSize() : 0);
    WeightGradients weights =
        new WeightGradients(context, type, steps.rows(), steps.columns(), width);
    dnnl_memory_desc across = context.dense(type, dnnl_ba, steps.columns(), steps.rows());
    if (whole) {
      weights.take(ofRecurrents.as(across), across, recurrentWeightProduct);
      weights.multiply(
          recurrentWeightGradient,
          weights(shape.hiddenSize()),
          hidden.whole(),
          hidden.order(),
          shape.hiddenSize(),
          false,
          recurrentWeightProduct);
    }
    if (waits && !whole) {
      recurrentProductByHeads(hidden);
    }
    if (!whole || ofInputs != ofRecurrents) {
      weights.take(ofInputs.as(across), across, inputWeightProduct);
    }
    weights.multiply(
        inputWeightGradient,
        weights(shape.readWidth()),
        input.whole(),
        input.order(),
        shape.readWidth(),
        false,
        inputWeightProduct);
  }

  private void recurrentProductByHeads(Factor hidden) {
    int rows = steps.rows();
    dnnl_memory_desc across = heads.gatesAcross(type, rows);
    dnnl_memory_desc left = heads.gatesTurned(type, rows);
    dnnl_memory turned = context.allocate(left).handle();
    recurrentWeightProduct.add(context.reorder(ofRecurrents.as(across), across, turned, left));
    dnnl_memory_desc target = heads.turnedWeights(dnnl_f32);
    MatrixProduct product = MatrixProduct.into(context, target, left, heads.openStates(type, rows));
    dnnl_memory_desc states = heads.states(type, rows);
    dnnl_memory right = product.packed(hidden.as(states), states, recurrentWeightProduct);
    recurrentWeightProduct.add(product.of(recurrentWeightGradient, turned, right));
  }

  void recurrent(int step) {
    ofRecurrents.round(step);
    if (ofInputs != ofRecurrents) {
      ofInputs.round(step);
    }
    if (recurrents.length > 0) {
      recurrents[step].execute();
    }
  }

  /** Comes first: what it makes of the gradients may be what {@link #inputs} needs too. */
  void recurrentWeights(CellParameters toParameters) {
    if (recurrentWeightGradient != null) {
      DnnlContext.point(recurrentWeightGradient, toParameters.recurrent());
      recurrentWeightProduct.forEach(Primitive::execute);
    }
  }

  void inputs(FloatPointer toInput, CellParameters toParameters) {
    DnnlContext.point(inputGradient, toInput);
    DnnlContext.point(inputWeightGradient, toParameters.input());
    if (input != null) {
      input.execute();
    }
    inputWeightProduct.forEach(Primitive::execute);
  }
}
