package org.rnnlm.kernel;

import static org.bytedeco.dnnl.global.dnnl.*;

import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

/**
 * The products of {@link SoftmaxPowers} that are of some columns, pointed at their memory before
 * each use.
 */
final class SoftmaxColumns {
  private final DnnlContext context;
  private final int type;
  private final int count;
  private final dnnl_memory hidden; // [rows, width]
  private final dnnl_memory weights; // [count, width]
  private final dnnl_memory bias; // [1, count]
  private final dnnl_memory powers; // [rows, count]
  private final dnnl_memory hiddenGradient; // [rows, width]
  private final dnnl_memory weightGradient; // [count, width]
  private final dnnl_memory biasGradient; // [1, count]
  private final Primitive power;
  private final Primitive[] sum; // the first block's, and the others', which add
  private final Primitive[] hiddenProduct;
  private final Primitive[] weightProduct; // the first rows', and the others', which add
  private final Primitive[] biasProduct;

  /**
   * @param sums of powers [rows], which it makes
   * @param factors [1, rows] of the rows
   * @param scaled [rows, width], what was read times the factors
   */
  SoftmaxColumns(
      DnnlContext context,
      int type,
      int rows,
      int width,
      int count,
      FloatPointer sums,
      dnnl_memory factors,
      dnnl_memory scaled) {
    this.context = context;
    this.type = type;
    this.count = count;
    dnnl_memory_desc hiddenOrder = context.dense(type, dnnl_ab, rows, width);
    hidden = context.handle(hiddenOrder);
    dnnl_memory_desc weightOrder = context.dense(type, dnnl_ab, count, width);
    dnnl_memory_desc row = context.dense(dnnl_f32, dnnl_ab, 1, count);
    dnnl_memory_desc order = context.dense(type, dnnl_ab, rows, count);
    weights = context.handle(weightOrder);
    bias = context.handle(row);
    powers = context.handle(order);
    dnnl_memory_desc hiddenTarget = context.dense(dnnl_f32, dnnl_ab, rows, width);
    hiddenGradient = context.handle(hiddenTarget);
    dnnl_memory_desc weightTarget = context.dense(dnnl_f32, dnnl_ab, count, width);
    weightGradient = context.handle(weightTarget);
    biasGradient = context.handle(row);
    power =
        MatrixProduct.powers(
                context, order, hiddenOrder, context.dense(type, dnnl_ba, width, count), row)
            .of(powers, hidden, weights, bias);
    sum =
        both(
            context.handle(context.dense(dnnl_f32, dnnl_ab, rows, 1), sums),
            context.dense(dnnl_f32, dnnl_ab, rows, 1),
            powers,
            order,
            ones(),
            context.dense(type, dnnl_ab, count, 1));
    hiddenProduct = both(hiddenGradient, hiddenTarget, powers, order, weights, weightOrder);
    weightProduct =
        both(
            weightGradient,
            weightTarget,
            powers,
            context.dense(type, dnnl_ba, count, rows),
            scaled,
            hiddenOrder);
    biasProduct =
        both(biasGradient, row, factors, context.dense(type, dnnl_ab, 1, rows), powers, order);
  }

  private dnnl_memory ones() {
    dnnl_memory_desc from = context.dense(dnnl_f32, dnnl_ab, count, 1);
    FloatPointer ones = context.floats(count);
    for (int i = 0; i < count; i++) {
      ones.put(i, 1);
    }
    dnnl_memory_desc to = context.dense(type, dnnl_ab, count, 1);
    dnnl_memory made = context.allocate(to).handle();
    context.reorder(context.handle(from, ones), from, made, to).execute();
    return made;
  }

  /** A product into its target, and the same added to what is there. */
  private Primitive[] both(
      dnnl_memory target,
      dnnl_memory_desc order,
      dnnl_memory left,
      dnnl_memory_desc leftOrder,
      dnnl_memory right,
      dnnl_memory_desc rightOrder) {
    return new Primitive[] {
      MatrixProduct.into(context, order, leftOrder, rightOrder).of(target, left, right),
      MatrixProduct.onto(context, order, leftOrder, rightOrder).of(target, left, right)
    };
  }

  int count() {
    return count;
  }

  /**
   * Makes powers of logits, and their sums.
   *
   * @param read [rows, width]
   * @param ofColumns weights [count, width]
   * @param biases [count]
   * @param into receives the powers [rows, count]
   * @param adding whether to add to sums that are there
   */
  void raise(Pointer read, Pointer ofColumns, Pointer biases, Pointer into, boolean adding) {
    DnnlContext.point(hidden, read);
    DnnlContext.point(weights, ofColumns);
    DnnlContext.point(bias, biases);
    DnnlContext.point(powers, into);
    power.execute();
    sum[adding ? 1 : 0].execute();
  }

  /**
   * Makes gradients.
   *
   * @param ofColumns weights [count, width]
   * @param from what is there of the powers [rows, count]
   * @param toHidden receives those of what was read, yet without the rows' factors
   * @param toWeights [count, width]
   * @param toBias [count]
   * @param addingHidden whether those of what was read are added to what is there
   * @param adding whether those of the parameters are
   */
  void backward(
      Pointer ofColumns,
      Pointer from,
      FloatPointer toHidden,
      FloatPointer toWeights,
      FloatPointer toBias,
      boolean addingHidden,
      boolean adding) {
    DnnlContext.point(weights, ofColumns);
    DnnlContext.point(powers, from);
    DnnlContext.point(hiddenGradient, toHidden);
    DnnlContext.point(weightGradient, toWeights);
    DnnlContext.point(biasGradient, toBias);
    hiddenProduct[addingHidden ? 1 : 0].execute();
    weightProduct[adding ? 1 : 0].execute();
    biasProduct[adding ? 1 : 0].execute();
  }
}
