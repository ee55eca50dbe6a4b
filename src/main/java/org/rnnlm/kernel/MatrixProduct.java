package org.rnnlm.kernel;

import static org.bytedeco.dnnl.global.dnnl.*;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_post_ops;
import org.bytedeco.dnnl.dnnl_primitive_attr;
import org.bytedeco.dnnl.dnnl_primitive_desc;

/**
 * A product of matrices by oneDNN: left × right into a target, with a row added or onto what is
 * there.
 */
final class MatrixProduct {
  private final DnnlContext context;
  private final dnnl_primitive_desc description;

  private MatrixProduct(DnnlContext context, dnnl_primitive_desc description) {
    this.context = context;
    this.description = description;
  }

  /** left × right into target. */
  static MatrixProduct into(
      DnnlContext context, dnnl_memory_desc target, dnnl_memory_desc left, dnnl_memory_desc right) {
    return of(context, target, left, right, null, context.defaults());
  }

  /** left × right + a row, repeated, into target. */
  static MatrixProduct withRow(
      DnnlContext context,
      dnnl_memory_desc target,
      dnnl_memory_desc left,
      dnnl_memory_desc right,
      dnnl_memory_desc row) {
    return of(context, target, left, right, row, context.defaults());
  }

  /** left × right added to what the target holds. */
  static MatrixProduct onto(
      DnnlContext context, dnnl_memory_desc target, dnnl_memory_desc left, dnnl_memory_desc right) {
    return of(context, target, left, right, null, adding(context));
  }

  /** Powers of e of left × right + a row, repeated, into target. */
  static MatrixProduct powers(
      DnnlContext context,
      dnnl_memory_desc target,
      dnnl_memory_desc left,
      dnnl_memory_desc right,
      dnnl_memory_desc row) {
    return of(context, target, left, right, row, raising(context));
  }

  private static MatrixProduct of(
      DnnlContext context,
      dnnl_memory_desc target,
      dnnl_memory_desc left,
      dnnl_memory_desc right,
      dnnl_memory_desc row,
      dnnl_primitive_attr attributes) {
    dnnl_primitive_desc made = new dnnl_primitive_desc();
    OneDnn.check(
        dnnl_matmul_primitive_desc_create(
            made, OneDnn.engine(), left, right, row, target, attributes),
        "matrix product");
    return new MatrixProduct(context, context.own(made));
  }

  private static dnnl_primitive_attr adding(DnnlContext context) {
    dnnl_post_ops operations = new dnnl_post_ops();
    OneDnn.check(dnnl_post_ops_create(operations), "post-operations");
    OneDnn.check(dnnl_post_ops_append_sum(operations, 1, 0, dnnl_data_type_undef), "sum");
    return followedBy(context, operations);
  }

  private static dnnl_primitive_attr raising(DnnlContext context) {
    dnnl_post_ops operations = new dnnl_post_ops();
    OneDnn.check(dnnl_post_ops_create(operations), "post-operations");
    OneDnn.check(dnnl_post_ops_append_eltwise(operations, dnnl_eltwise_exp, 0, 0), "power");
    return followedBy(context, operations);
  }

  private static dnnl_primitive_attr followedBy(DnnlContext context, dnnl_post_ops operations) {
    dnnl_primitive_attr attributes = context.attributes();
    OneDnn.check(dnnl_primitive_attr_set_post_ops(attributes, operations), "post-operations");
    dnnl_post_ops_destroy(operations);
    return attributes;
  }

  /**
   * Memory for a right factor in the order that this product likes best, where its own is left open
   * ({@code dnnl_format_tag_any}).
   *
   * @param packing receives what fills it from the plain matrix
   */
  dnnl_memory packed(dnnl_memory plain, dnnl_memory_desc plainOrder, List<Primitive> packing) {
    dnnl_memory_desc wanted = rightOrder();
    if (dnnl_memory_desc_equal(wanted, plainOrder) != 0) {
      return plain;
    }
    dnnl_memory memory = context.allocate(wanted).handle();
    packing.add(context.reorder(plain, plainOrder, memory, wanted));
    return memory;
  }

  /** Returns the order in which it wants its right factor; lives as long as the context. */
  dnnl_memory_desc rightOrder() {
    return DnnlContext.query(description, dnnl_query_weights_md, 0);
  }

  Primitive of(dnnl_memory target, dnnl_memory left, dnnl_memory right) {
    return context.primitive(description, arguments(target, left, right));
  }

  Primitive of(dnnl_memory target, dnnl_memory left, dnnl_memory right, dnnl_memory row) {
    Map<Integer, dnnl_memory> arguments = arguments(target, left, right);
    arguments.put(DNNL_ARG_BIAS, row);
    return context.primitive(description, arguments);
  }

  private static Map<Integer, dnnl_memory> arguments(
      dnnl_memory target, dnnl_memory left, dnnl_memory right) {
    Map<Integer, dnnl_memory> arguments = new HashMap<>();
    arguments.put(DNNL_ARG_SRC, left);
    arguments.put(DNNL_ARG_WEIGHTS, right);
    arguments.put(DNNL_ARG_DST, target);
    return arguments;
  }
}
