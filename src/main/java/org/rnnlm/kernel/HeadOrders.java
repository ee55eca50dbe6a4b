package org.rnnlm.kernel;

import static org.bytedeco.dnnl.global.dnnl.*;

import org.bytedeco.dnnl.dnnl_memory_desc;

/**
 * How oneDNN sees what the recurrent products of a layer are of: as matrices, or, where its units
 * stand in heads, as as many side by side, of which each is multiplied by itself. What has units in
 * its rows has the heads' one after the other in each.
 */
final class HeadOrders {
  private final DnnlContext context;
  private final RecurrentShape shape;
  private final int columns; // of a head

  HeadOrders(DnnlContext context, RecurrentShape shape) {
    this.context = context;
    this.shape = shape;
    this.columns = shape.cell().gates() * shape.headSize();
  }

  private boolean single() {
    return shape.heads() == 1;
  }

  /** Returns rows of hidden states. */
  dnnl_memory_desc states(int type, long rows) {
    return rows(type, rows, shape.headSize());
  }

  /** Returns rows of gates. */
  dnnl_memory_desc gates(int type, long rows) {
    return rows(type, rows, columns);
  }

  private dnnl_memory_desc rows(int type, long rows, int width) {
    return single()
        ? context.dense(type, dnnl_ab, rows, width)
        : context.dense(type, dnnl_acbd, 1, shape.heads(), rows, width);
  }

  /** Returns rows of gates, seen as the columns of their transposed. */
  dnnl_memory_desc gatesAcross(int type, long rows) {
    return single()
        ? context.dense(type, dnnl_ba, columns, rows)
        : context.dense(type, dnnl_adbc, 1, shape.heads(), columns, rows);
  }

  /** Returns the same, with a row of it after the other in memory. */
  dnnl_memory_desc gatesTurned(int type, long rows) {
    return context.dense(type, dnnl_abcd, 1, shape.heads(), columns, rows);
  }

  /** Returns rows of hidden states in whatever order their product likes. */
  dnnl_memory_desc openStates(int type, long rows) {
    return context.dense(type, dnnl_format_tag_any, 1, shape.heads(), rows, shape.headSize());
  }

  /** Returns the recurrent weights as the caller has them, column after column. */
  dnnl_memory_desc weights(int type) {
    return single()
        ? context.dense(type, dnnl_ba, shape.headSize(), columns)
        : context.dense(type, dnnl_abdc, 1, shape.heads(), shape.headSize(), columns);
  }

  /** Returns the recurrent weights in whatever order their product likes. */
  dnnl_memory_desc openWeights(int type) {
    return single()
        ? context.dense(type, dnnl_format_tag_any, shape.headSize(), columns)
        : context.dense(type, dnnl_format_tag_any, 1, shape.heads(), shape.headSize(), columns);
  }

  /** Returns the caller's weights, seen transposed: a row is a column of theirs. */
  dnnl_memory_desc turnedWeights(int type) {
    return single()
        ? context.dense(type, dnnl_ab, columns, shape.headSize())
        : context.dense(type, dnnl_abcd, 1, shape.heads(), columns, shape.headSize());
  }

  /** Returns the same in whatever order their product likes. */
  dnnl_memory_desc openTurnedWeights(int type) {
    return single()
        ? context.dense(type, dnnl_format_tag_any, columns, shape.headSize())
        : context.dense(type, dnnl_format_tag_any, 1, shape.heads(), columns, shape.headSize());
  }
}
