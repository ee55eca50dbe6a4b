package org.rnnlm.kernel;

import java.util.Objects;
import org.bytedeco.javacpp.FloatPointer;

/**
 * This says where the parameters of a {@link FeedForward} are, or their gradients; matrices column
 * by column.
 *
 * @param up weights, [width, inner]
 * @param upBias [inner]
 * @param down weights, [inner, width]
 * @param downBias [width]
 */
public record FeedForwardParameters(
    FloatPointer up, FloatPointer upBias, FloatPointer down, FloatPointer downBias) {
  public FeedForwardParameters {
    Objects.requireNonNull(up, "up");
    Objects.requireNonNull(upBias, "upBias");
    Objects.requireNonNull(down, "down");
    Objects.requireNonNull(downBias, "downBias");
  }
}
