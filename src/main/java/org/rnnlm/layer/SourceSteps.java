package org.rnnlm.layer;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.rnnlm.text.Text;

/** How many steps of a batch an encoder reads. */
final class SourceSteps {
  private SourceSteps() {}

  /**
   * @param mask [batch, time] of 1 for the encoder's steps, then 0 for the decoder's
   * @return the same for all sequences
   * @throws IllegalArgumentException if the mask is another one
   */
  static int of(INDArray mask, int batch, int steps, String layer) {
    if (mask.rank() != 2 || mask.size(0) != batch || mask.size(1) != steps) {
      throw new IllegalArgumentException(
          Text.format(
              "the mask of the encoder's steps has shape %s, it must be [%d, %d] %s",
              Arrays.toString(mask.shape()), batch, steps, layer));
    }
    float[] values = mask.dup('c').data().asFloat();
    int source = 0;
    while (source < steps && values[source] == 1) {
      source++;
    }
    for (int i = 0; i < values.length; i++) {
      if (values[i] != (i % steps < source ? 1 : 0)) {
        throw new IllegalArgumentException(
            Text.format(
                "the mask of the encoder's steps is %s at sequence %d, step %d: it must be 1 for the encoder's steps, as many in each sequence, and 0 for the decoder's %s",
                values[i], i / steps, i % steps, layer));
      }
    }
    if (source == 0 || source == steps) {
      throw new IllegalArgumentException(
          Text.format(
              "of %d steps the encoder reads %d; it and the decoder need one each at least %s",
              steps, source, layer));
    }
    return source;
  }
}
