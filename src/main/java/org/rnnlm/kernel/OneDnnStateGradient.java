package org.rnnlm.kernel;

import org.bytedeco.dnnl.dnnl_memory;

/** The gradient of a state, in f32 whatever the precision of the products is; zeros at first. */
final class OneDnnStateGradient {
  private final NativeMemory hidden;
  private final NativeMemory cell; // null where cells have no state beside the hidden one
  private final CellState state;

  OneDnnStateGradient(
      DnnlContext context, RecurrentDescriptions descriptions, RecurrentShape shape) {
    hidden = context.allocate(descriptions.cell());
    cell = shape.cell().hasCellState() ? context.allocate(descriptions.cell()) : null;
    state =
        new CellState(
            hidden.floats(), cell == null ? context.floats(0) : cell.floats(), context.floats(0));
  }

  dnnl_memory hiddenHandle() {
    return hidden.handle();
  }

  dnnl_memory cellHandle() {
    return cell.handle();
  }

  CellState state() {
    return state;
  }
}
