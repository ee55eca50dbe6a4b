package org.rnnlm.kernel;

/**
 * By how much a row's loss and gradients are multiplied, which its target decides: class weights.
 */
public final class TargetWeights {
  /** All rows count alike. */
  public static final TargetWeights EQUAL = new TargetWeights(new float[0]);

  private final float[] byTarget; // none: all are 1

  private TargetWeights(float[] byTarget) {
    this.byTarget = byTarget;
  }

  /**
   * @param byTarget a weight of each id, finite and at least 0
   */
  public static TargetWeights of(float... byTarget) {
    for (float weight : byTarget) {
      if (!(weight >= 0 && Float.isFinite(weight))) {
        throw new IllegalArgumentException("a weight is " + weight + ", it must be at least 0");
      }
    }
    return new TargetWeights(byTarget.clone());
  }

  boolean areEqual() {
    return byTarget.length == 0;
  }

  float of(int target) {
    return byTarget[target];
  }

  void checkHold(int targets) {
    if (!areEqual() && byTarget.length != targets) {
      throw new IllegalArgumentException(
          "there are " + byTarget.length + " weights of " + targets + " targets");
    }
  }
}
