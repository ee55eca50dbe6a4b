package org.rnnlm.kernel;

import static org.bytedeco.dnnl.global.dnnl.*;

import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.dnnl_memory_desc;

/** A state as the caller sees it, and as the primitives want it. */
final class OneDnnState {
  private final NativeMemory hidden;
  private final NativeMemory wideHidden;
  private final NativeMemory cell;
  private final Primitive round;
  private final Primitive widen;
  private final CellState state;

  OneDnnState(
      DnnlContext context,
      RecurrentDescriptions descriptions,
      RecurrentShape shape,
      Precision precision) {
    hidden = context.allocate(descriptions.hidden());
    cell = shape.cell().hasCellState() ? context.allocate(descriptions.cell()) : null;
    if (precision == Precision.F32) {
      wideHidden = hidden;
      round = null;
      widen = null;
    } else {
      dnnl_memory_desc wide = descriptions.cell(); // as large, and f32
      wideHidden = context.allocate(wide);
      round = context.reorder(wideHidden.handle(), wide, hidden.handle(), descriptions.hidden());
      widen = context.reorder(hidden.handle(), descriptions.hidden(), wideHidden.handle(), wide);
    }
    state =
        new CellState(
            wideHidden.floats(),
            cell == null ? context.floats(0) : cell.floats(),
            context.floats(0));
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

  /** Has to be called before the primitives read the state. */
  void round() {
    if (round != null) {
      round.execute();
    }
  }

  /** Has to be called after the primitives wrote the state. */
  void widen() {
    if (widen != null) {
      widen.execute();
    }
  }
}
