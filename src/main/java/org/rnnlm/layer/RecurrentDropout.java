package org.rnnlm.layer;

import java.util.Map;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.rnnlm.kernel.RecurrentShape;

/** Draws recurrent dropout: once for all steps of a sequence, over all windows it is cut into. */
final class RecurrentDropout {
  /** Beside the carried state, which begins and ends with the sequence. */
  private static final String SCALES = "recurrentDropout";

  private RecurrentDropout() {}

  /**
   * @param carried state of the sequence; null if it is trained whole
   * @return [units, batch] of 0 and 1 / (1 - share)
   */
  @SuppressWarnings("try") // a workspace is left for as long as it is open
  static float[] scales(double share, RecurrentShape shape, Map<String, INDArray> carried) {
    if (carried == null) {
      return draw(share, shape);
    }
    if (!carried.containsKey(SCALES)) {
      try (MemoryWorkspace outside = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
        carried.put(SCALES, Nd4j.createFromArray(draw(share, shape)));
      }
    }
    return carried.get(SCALES).data().asFloat();
  }

  private static float[] draw(double share, RecurrentShape shape) {
    float[] scales = new float[shape.hiddenSize() * shape.batch()];
    float kept = (float) (1 / (1 - share));
    for (int i = 0; i < scales.length; i++) {
      scales[i] = Nd4j.getRandom().nextDouble() < share ? 0 : kept;
    }
    return scales;
  }
}
