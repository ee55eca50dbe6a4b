package org.rnnlm.kernel;

import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_execute;

import org.bytedeco.dnnl.dnnl_exec_arg_t;
import org.bytedeco.dnnl.dnnl_primitive;
import org.bytedeco.dnnl.dnnl_stream;

/** A oneDNN operation bound to its arguments. On a processor it is done when it returns. */
record Primitive(
    dnnl_primitive primitive, dnnl_stream stream, dnnl_exec_arg_t arguments, int count) {

  void execute() {
    OneDnn.check(
        dnnl_primitive_execute(primitive, stream, count, arguments), "executing a primitive");
  }
}
