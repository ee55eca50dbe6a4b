package org.rnnlm.kernel;

/**
 * Rows of a table that Adam trains, in arrays of Java, which take the steps that they have missed
 * for want of a gradient: to the bits of {@link AdamRows}. Belongs to one thread.
 */
public final class LateRows {
  private final WaitingSteps steps;
  private final int width;
  private final float[][] row; // parameters, first and second moments

  /**
   * @param width of a row
   * @param epsilon as {@link AdamRows#isExact} allows it
   * @param rates of all steps, with the bias corrections in them; some, and then others
   */
  public LateRows(int width, float beta1, float beta2, float epsilon, float[]... rates) {
    this.steps = new WaitingSteps(beta1, beta2, epsilon);
    this.width = width;
    this.row = new float[3][width];
    for (float[] some : rates) {
      for (float rate : some) {
        steps.add(rate);
      }
    }
  }

  /** Returns how many steps there are. */
  public int steps() {
    return steps.count();
  }

  /**
   * Has a row take the steps from one on.
   *
   * @param from index of the first step that it has not taken
   * @param at indices of its parameters, first and second moments in the array
   */
  public void catchUp(int from, float[] values, int... at) {
    if (from == steps.count()) {
      return;
    }
    for (int array = 0; array < row.length; array++) {
      System.arraycopy(values, at[array], row[array], 0, width);
    }
    if (WaitingSteps.isAtRest(row[1], row[2], width)) {
      return;
    }
    steps.take(from, row[0], row[1], row[2], width);
    for (int array = 0; array < row.length; array++) {
      System.arraycopy(row[array], 0, values, at[array], width);
    }
  }
}
