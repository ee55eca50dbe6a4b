package org.rnnlm.layer;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * DL4J's {@link Dropout} (inverted: what is kept is scaled up) of a layer's input, in the memory
 * order of the kernel, of each step by itself or the same for all ({@link LockedDropout}); ND4J's
 * own takes ten times as long. The draws follow from one number of ND4J's generator a pass.
 */
final class InputDropout {
  private final DropScales scales = new DropScales();

  /** Returns whether it can do what a layer's configuration asks for. */
  static boolean handles(IDropout dropout) {
    return dropout instanceof Dropout known && known.getPSchedule() == null;
  }

  /** Returns a copy of the input, arranged as it is, with entries dropped. */
  INDArray apply(Dropout dropout, INDArray input, LayerWorkspaceMgr workspaces) {
    INDArray dropped =
        SequenceArray.create(
            workspaces, ArrayType.INPUT, input.size(0), input.size(1), input.size(2));
    FloatPointer values = SequenceArray.pointer(dropped);
    Pointer.memcpy(values, SequenceArray.pointer(input), input.length() * Float.BYTES);
    long drawn = dropout instanceof LockedDropout ? input.size(0) * input.size(1) : input.length();
    scales.draw(dropout.getP(), Math.toIntExact(drawn));
    scales.multiply(values, input.length());
    return dropped;
  }

  /** Scales the gradient of what was dropped as {@link #apply} did. */
  void backward(INDArray gradient) {
    scales.multiply(SequenceArray.pointer(gradient), gradient.length());
  }
}
