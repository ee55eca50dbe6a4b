package org.rnnlm.kernel;

import static org.bytedeco.dnnl.global.dnnl.*;

import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

/** The gradients of a cell's weights as oneDNN leaves them, and their way into our layout. */
final class OneDnnGradients {
  private final RecurrentShape shape;
  private final int paddedInput;
  private final NativeMemory input;
  private final NativeMemory recurrent;
  private final NativeMemory bias;
  private final NativeMemory peepholes;
  private final NativeMemory plainInput; // [gates, hidden, paddedInput]
  private final NativeMemory plainRecurrent; // [gates, hidden, hidden]
  private final Primitive unpackInput;
  private final Primitive unpackRecurrent;

  OneDnnGradients(
      DnnlContext context,
      RecurrentDescriptions descriptions,
      RecurrentShape shape,
      dnnl_primitive_desc backward) {
    this.shape = shape;
    this.paddedInput = descriptions.paddedInput();
    dnnl_memory_desc inputOrder = DnnlContext.query(backward, dnnl_query_diff_weights_md, 0);
    dnnl_memory_desc recurrentOrder = DnnlContext.query(backward, dnnl_query_diff_weights_md, 1);
    dnnl_memory_desc plainInputOrder = descriptions.inputWeights(dnnl_f32, dnnl_ldgoi);
    dnnl_memory_desc plainRecurrentOrder = descriptions.recurrentWeights(dnnl_f32, dnnl_ldgoi);
    input = context.allocate(inputOrder);
    recurrent = context.allocate(recurrentOrder);
    bias = context.allocate(descriptions.bias());
    peepholes =
        descriptions.peepholes() == null ? null : context.allocate(descriptions.peepholes());
    plainInput = context.allocate(plainInputOrder);
    plainRecurrent = context.allocate(plainRecurrentOrder);
    unpackInput = context.reorder(input.handle(), inputOrder, plainInput.handle(), plainInputOrder);
    unpackRecurrent =
        context.reorder(
            recurrent.handle(), recurrentOrder, plainRecurrent.handle(), plainRecurrentOrder);
  }

  dnnl_memory input() {
    return input.handle();
  }

  dnnl_memory recurrent() {
    return recurrent.handle();
  }

  dnnl_memory bias() {
    return bias.handle();
  }

  dnnl_memory peepholes() {
    return peepholes.handle();
  }

  /** oneDNN adds to what is there. */
  void zero() {
    input.zero();
    recurrent.zero();
    bias.zero();
    if (peepholes != null) {
      peepholes.zero();
    }
  }

  void copyTo(CellParameters gradients) {
    Cell cell = shape.cell();
    long square = (long) shape.hiddenSize() * shape.hiddenSize();
    unpackInput.execute();
    unpackRecurrent.execute();
    copyInput(gradients.input());
    GateOrder.fromOneDnn(
        cell, cell.gates(), plainRecurrent.floats(), gradients.recurrent(), square);
    GateOrder.fromOneDnn(cell, cell.biases(), bias.floats(), gradients.bias(), shape.hiddenSize());
    if (peepholes != null) {
      GateOrder.peepholesFromOneDnn(
          peepholes.floats(), gradients.recurrent(), shape.recurrentWeights(), shape.hiddenSize());
    }
  }

  private void copyInput(FloatPointer gradient) {
    Cell cell = shape.cell();
    int width = shape.inputSize();
    FloatPointer plain = plainInput.floats();
    if (paddedInput == width) {
      GateOrder.fromOneDnn(cell, cell.gates(), plain, gradient, (long) width * shape.hiddenSize());
      return;
    }
    for (int unit = 0; unit < shape.hiddenSize(); unit++) {
      for (int gate = 0; gate < cell.gates(); gate++) {
        long from = ((long) gate * shape.hiddenSize() + unit) * paddedInput;
        long to = ((long) GateOrder.block(cell, gate) * shape.hiddenSize() + unit) * width;
        Pointer.memcpy(gradient.getPointer(to), plain.getPointer(from), (long) width * Float.BYTES);
      }
    }
  }
}
