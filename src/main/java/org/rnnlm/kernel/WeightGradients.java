package org.rnnlm.kernel;

import static org.bytedeco.dnnl.global.dnnl.*;

import java.util.List;
import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.dnnl_memory_desc;

/**
 * Makes gradients of weights: the products of gradients, read column by column, and of what the
 * weights were multiplied by. Where that is wide, the gradients are turned round first, which the
 * faster products pay for.
 */
final class WeightGradients {
  /** Columns of what the weights were multiplied by from which on it pays. */
  private static final int LEAST_WIDTH = 512;

  private final DnnlContext context;
  private final int type;
  private final long rows;
  private final dnnl_memory_desc leftOrder; // [columns, rows]
  private final dnnl_memory turned; // null where they are not
  private dnnl_memory left;

  /**
   * @param rows of the gradients
   * @param columns of them
   * @param width of all that they are multiplied by, together
   */
  WeightGradients(DnnlContext context, int type, long rows, long columns, long width) {
    this.context = context;
    this.type = type;
    this.rows = rows;
    boolean turns = width >= LEAST_WIDTH;
    this.leftOrder = context.dense(type, turns ? dnnl_ab : dnnl_ba, columns, rows);
    this.turned = turns ? context.allocate(leftOrder).handle() : null;
  }

  /**
   * Takes the gradients for the products that follow.
   *
   * @param across [columns, rows], column by column
   * @param todo receives what is to be done before those products
   */
  void take(dnnl_memory across, dnnl_memory_desc order, List<Primitive> todo) {
    left = turned == null ? across : turned;
    if (turned != null) {
      todo.add(context.reorder(across, order, turned, leftOrder));
    }
  }

  /**
   * Makes gradients of weights.
   *
   * @param target [columns, width]
   * @param right [rows, width]
   * @param adding whether to add to what the target holds
   * @param todo receives the product, and what is to be done before it
   */
  void multiply(
      dnnl_memory target,
      dnnl_memory_desc order,
      dnnl_memory right,
      dnnl_memory_desc rightOrder,
      long width,
      boolean adding,
      List<Primitive> todo) {
    dnnl_memory_desc wanted =
        turned == null ? rightOrder : context.dense(type, dnnl_format_tag_any, rows, width);
    MatrixProduct product =
        adding
            ? MatrixProduct.onto(context, order, leftOrder, wanted)
            : MatrixProduct.into(context, order, leftOrder, wanted);
    dnnl_memory packed = product.packed(right, rightOrder, todo);
    todo.add(product.of(target, left, packed));
  }
}
