package org.rnnlm.kernel;

import static org.bytedeco.dnnl.global.dnnl.*;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

/**
 * A cell's weights in oneDNN's gate order and in the memory orders that its forward and backward
 * passes like best. For inference they are packed again only when they have changed.
 */
final class OneDnnWeights {
  private final RecurrentShape shape;
  private final int paddedInput;
  private final FloatPointer packedFrom; // what was packed last; null in training, where it changes
  private final NativeMemory plainInput; // [gates, hidden, paddedInput]
  private final NativeMemory plainRecurrent; // [gates, hidden, hidden]
  private final NativeMemory bias;
  private final NativeMemory peepholes;
  private final List<Primitive> packing = new ArrayList<>();
  private final DnnlContext context;
  private final RecurrentDescriptions descriptions;
  private boolean packed;
  private boolean held;

  OneDnnWeights(DnnlContext context, RecurrentDescriptions descriptions, RecurrentShape shape) {
    this.context = context;
    this.descriptions = descriptions;
    this.shape = shape;
    this.paddedInput = descriptions.paddedInput();
    plainInput = context.allocate(descriptions.inputWeights(dnnl_f32, dnnl_ldgoi));
    plainRecurrent = context.allocate(descriptions.recurrentWeights(dnnl_f32, dnnl_ldgoi));
    bias = context.allocate(descriptions.bias());
    peepholes =
        descriptions.peepholes() == null ? null : context.allocate(descriptions.peepholes());
    packedFrom =
        shape.training()
            ? null
            : context.floats(inputWeights() + recurrentWeights() + shape.biases());
  }

  private long inputWeights() {
    return shape.inputWeights();
  }

  private long recurrentWeights() {
    return shape.recurrentWeights() + shape.peepholes();
  }

  /** Input weights as a pass wants them; packed from now on with the others. */
  dnnl_memory inputFor(dnnl_primitive_desc pass) {
    return packedFor(pass, 0, plainInput, descriptions.inputWeights(dnnl_f32, dnnl_ldgoi));
  }

  dnnl_memory recurrentFor(dnnl_primitive_desc pass) {
    return packedFor(pass, 1, plainRecurrent, descriptions.recurrentWeights(dnnl_f32, dnnl_ldgoi));
  }

  private dnnl_memory packedFor(
      dnnl_primitive_desc pass, int index, NativeMemory plain, dnnl_memory_desc plainOrder) {
    dnnl_memory_desc wanted = DnnlContext.query(pass, dnnl_query_weights_md, index);
    if (dnnl_memory_desc_equal(wanted, plainOrder) != 0) {
      return plain.handle();
    }
    dnnl_memory memory = context.allocate(wanted).handle();
    packing.add(context.reorder(plain.handle(), plainOrder, memory, wanted));
    return memory;
  }

  dnnl_memory bias() {
    return bias.handle();
  }

  dnnl_memory peepholes() {
    return peepholes.handle();
  }

  /** Takes the parameters over, if they are others than before. */
  void update(CellParameters parameters) {
    if (held) {
      return;
    }
    if (!shape.training()) {
      if (packed && same(parameters)) {
        return;
      }
      remember(parameters);
    }
    pack(parameters);
    packing.forEach(Primitive::execute);
    packed = true;
  }

  /** Says that they stay what they are. */
  void hold() {
    held = packed;
  }

  private boolean same(CellParameters parameters) {
    return same(parameters.input(), 0, inputWeights())
        && same(parameters.recurrent(), inputWeights(), recurrentWeights())
        && same(parameters.bias(), inputWeights() + recurrentWeights(), shape.biases());
  }

  private boolean same(FloatPointer given, long at, long values) {
    return Pointer.memcmp(given, packedFrom.getPointer(at), values * Float.BYTES) == 0;
  }

  private void remember(CellParameters parameters) {
    remember(parameters.input(), 0, inputWeights());
    remember(parameters.recurrent(), inputWeights(), recurrentWeights());
    remember(parameters.bias(), inputWeights() + recurrentWeights(), shape.biases());
  }

  private void remember(FloatPointer given, long at, long values) {
    Pointer.memcpy(packedFrom.getPointer(at), given, values * Float.BYTES);
  }

  private void pack(CellParameters parameters) {
    Cell cell = shape.cell();
    packInput(parameters.input());
    GateOrder.toOneDnn(
        cell,
        cell.gates(),
        parameters.recurrent(),
        plainRecurrent.floats(),
        (long) shape.hiddenSize() * shape.hiddenSize());
    GateOrder.toOneDnn(cell, cell.biases(), parameters.bias(), bias.floats(), shape.hiddenSize());
    if (peepholes != null) {
      GateOrder.peepholesToOneDnn(
          parameters.recurrent(), shape.recurrentWeights(), peepholes.floats(), shape.hiddenSize());
    }
  }

  private void packInput(FloatPointer input) {
    Cell cell = shape.cell();
    int width = shape.inputSize();
    FloatPointer plain = plainInput.floats();
    if (paddedInput == width) {
      GateOrder.toOneDnn(cell, cell.gates(), input, plain, (long) width * shape.hiddenSize());
      return;
    }
    for (int unit = 0; unit < shape.hiddenSize(); unit++) {
      for (int gate = 0; gate < cell.gates(); gate++) {
        long from = ((long) GateOrder.block(cell, gate) * shape.hiddenSize() + unit) * width;
        long to = ((long) gate * shape.hiddenSize() + unit) * paddedInput;
        Pointer.memcpy(plain.getPointer(to), input.getPointer(from), (long) width * Float.BYTES);
      }
    }
  }
}
