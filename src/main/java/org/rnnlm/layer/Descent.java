package org.rnnlm.layer;

import org.bytedeco.javacpp.FloatPointer;

/** An optimizer that can take a step and apply it to the parameters in one go through memory. */
interface Descent {

  /**
   * Takes a step of some parameters that lie one after the other.
   *
   * @param parameters updated
   * @param gradient of them; is left as it is
   * @param factor that the gradient is multiplied by before
   */
  void descend(
      FloatPointer parameters, FloatPointer gradient, float factor, int iteration, int epoch);
}
