package org.rnnlm.layer;

import java.util.Optional;
import org.bytedeco.javacpp.FloatPointer;
import org.rnnlm.kernel.AdamRows;

/** An optimizer that can take a step and apply it to the parameters in one go through memory. */
interface Descent {

  /** Returns the rate of a step, which is all that changes from one to the next. */
  float rate(int iteration, int epoch);

  /**
   * Takes a step of a stretch of the parameters that it has the state of.
   *
   * @param parameters of the stretch, updated
   * @param gradient of them; is left as it is
   * @param from the first one's index
   * @param length of the stretch
   * @param factor that the gradient is multiplied by before
   * @param rate of the step
   */
  void descend(
      FloatPointer parameters,
      FloatPointer gradient,
      long from,
      long length,
      float factor,
      float rate);

  /**
   * Returns a table among its parameters whose rows can wait; empty if they could not come to the
   * same bits.
   *
   * @param parameters of the table
   * @param gradient of them, all 0
   * @param from the first one's index
   */
  Optional<AdamRows> rows(
      FloatPointer parameters, FloatPointer gradient, long from, int rows, int width);
}
