package org.rnnlm.layer;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.rnnlm.kernel.Vectors;

/**
 * DL4J's {@link Dropout} (inverted: what is kept is scaled up) of a layer's input, in the memory
 * order of the kernel; ND4J's own takes ten times as long. The draws follow from one number of
 * ND4J's generator a pass.
 */
final class InputDropout {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private float[] scales = {};
  private int length;

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
    draw(dropout.getP(), Math.toIntExact(input.length()));
    Vectors.multiply(values, scales, length);
    return dropped;
  }

  /** Scales the gradient of what was dropped as {@link #apply} did. */
  void backward(INDArray gradient) {
    Vectors.multiply(SequenceArray.pointer(gradient), scales, length);
  }

  /** SplitMix64 (Steele et al., OOPSLA 2014), four entries a draw. */
  private void draw(double kept, int count) {
    length = count;
    if (scales.length < count) {
      scales = new float[count];
    }
    int threshold = (int) Math.round(kept * (1 << 16));
    float scale = (float) (1 / kept);
    long state = Nd4j.getRandom().nextLong();
    for (int i = 0; i < count; i += 4) {
      state += GOLDEN;
      long z = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
      z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
      z ^= z >>> 31;
      for (int j = i; j < Math.min(i + 4, count); j++) {
        scales[j] = (z & 0xFFFF) < threshold ? scale : 0;
        z >>>= 16;
      }
    }
  }
}
