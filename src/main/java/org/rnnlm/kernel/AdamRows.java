package org.rnnlm.kernel;

import java.nio.FloatBuffer;
import java.util.BitSet;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

/**
 * A table whose rows Adam trains, of which a step reads few: those that it does not read have no
 * gradient, and the steps that they miss wait until they are read again, or all rows are wanted.
 * Then parameters and moments have the same bits as if every step had gone over all of them.
 *
 * <p>The gradient is 0 but for the rows that were touched since the last step, and those alone are
 * cleared and looked at. Belongs to one thread.
 */
public final class AdamRows {
  /** A buffer holds at most 2 GiB; values in each. */
  private static final int STRETCH = 1 << 28;

  private final FloatPointer gradient;
  private final int rows;
  private final int width;
  private final int rowsOfBuffer;
  private final FloatBuffer[][] buffers; // of parameters, both moments and the gradient
  private final float[][] row; // one of each
  private final float beta1;
  private final float beta2;
  private final float epsilon;
  private final WaitingSteps steps;
  private final int[] taken; // steps that each row has
  private final BitSet touched = new BitSet(); // rows whose gradient may not be 0
  private boolean stepped; // since they were touched
  private final BitSet trained = new BitSet(); // rows that had a gradient since the beginning
  private int before; // steps that waited as it began

  /**
   * @param parameters [rows, width]
   * @param gradient of them; all 0
   * @param first moments
   * @param second moments
   * @param epsilon as {@link #isExact} allows it
   */
  public AdamRows(
      FloatPointer parameters,
      FloatPointer gradient,
      FloatPointer first,
      FloatPointer second,
      int rows,
      int width,
      float beta1,
      float beta2,
      float epsilon) {
    this.gradient = gradient;
    this.rows = rows;
    this.width = width;
    this.beta1 = beta1;
    this.beta2 = beta2;
    this.epsilon = epsilon;
    this.rowsOfBuffer = Math.max(1, STRETCH / width);
    this.buffers =
        new FloatBuffer[][] {
          buffers(parameters), buffers(first), buffers(second), buffers(gradient)
        };
    this.row = new float[buffers.length][width];
    this.steps = new WaitingSteps(beta1, beta2, epsilon);
    this.taken = new int[rows];
  }

  /** Returns whether what waits comes to the same bits with an epsilon of Adam's. */
  public static boolean isExact(float epsilon) {
    return epsilon >= WaitingSteps.LEAST_EPSILON;
  }

  private FloatBuffer[] buffers(FloatPointer of) {
    return IntStream.range(0, (rows + rowsOfBuffer - 1) / rowsOfBuffer)
        .map(i -> i * rowsOfBuffer)
        .mapToObj(
            from ->
                new FloatPointer(of.getPointer((long) from * width))
                    .capacity((long) Math.min(rowsOfBuffer, rows - from) * width)
                    .asBuffer())
        .toArray(FloatBuffer[]::new);
  }

  private void get(int index, int array) {
    buffers[array][index / rowsOfBuffer].get(index % rowsOfBuffer * width, row[array], 0, width);
  }

  private void put(int index, int array) {
    buffers[array][index / rowsOfBuffer].put(index % rowsOfBuffer * width, row[array], 0, width);
  }

  /** Begins anew, with parameters and moments as they are now, and a gradient that is 0. */
  public void restart() {
    restart(new int[rows], new float[0]);
  }

  /**
   * Begins anew as {@link #restart()} does, with rows that wait already.
   *
   * @param stepsTaken of the steps that there were, how many each row has
   * @param rates of those steps
   */
  public void restart(int[] stepsTaken, float[] rates) {
    System.arraycopy(stepsTaken, 0, taken, 0, rows);
    steps.clear();
    for (float rate : rates) {
      steps.add(rate);
    }
    before = rates.length;
    touched.clear();
    trained.clear();
    stepped = false;
  }

  /** Returns the rows that had a gradient since it began, in ascending order. */
  public int[] trained() {
    return trained.stream().toArray();
  }

  /** Returns the rates of the steps since it began. */
  public float[] rates() {
    return steps.rates(before);
  }

  /**
   * Copies a row, with the steps that wait for it: parameters, first and second moments.
   *
   * @param values [3, width], from an index on
   */
  public void copy(int id, float[] values, int at) {
    catchUp(id);
    for (int array = 0; array < 3; array++) {
      get(id, array);
      System.arraycopy(row[array], 0, values, at + array * width, width);
    }
  }

  /** Has some rows take what waits for them, before their parameters are read. */
  public void read(int... ids) {
    for (int id : ids) {
      catchUp(id);
    }
  }

  /** Has all rows take what waits for them. */
  public void settle() {
    for (int index = 0; index < rows; index++) {
      catchUp(index);
    }
  }

  private void catchUp(int index) {
    int from = taken[index];
    if (from == steps.count()) {
      return;
    }
    taken[index] = steps.count();
    get(index, 1);
    get(index, 2);
    if (WaitingSteps.isAtRest(row[1], row[2], width)) {
      return;
    }
    get(index, 0);
    steps.take(from, row[0], row[1], row[2], width);
    put(index, 0);
    put(index, 1);
    put(index, 2);
  }

  /** Makes the gradient 0, before the rows that it is of are touched. */
  public void clearGradient() {
    touched.stream()
        .forEach(
            index ->
                Pointer.memset(
                    gradient.getPointer((long) index * width), 0, (long) width * Float.BYTES));
    if (stepped) {
      touched.clear();
      stepped = false;
    }
  }

  /** Says that the next step has gradients of some rows, which were read before. */
  public void touch(int... ids) {
    for (int id : ids) {
      touched.set(id);
    }
  }

  /** Returns the rows whose gradient may not be 0. */
  public IntStream touched() {
    return touched.stream();
  }

  /**
   * Takes a step: now of the rows that were touched, of all others when they are wanted.
   *
   * @param factor that the gradient is multiplied by before
   * @param rate with the bias corrections in it
   */
  public void step(float factor, float rate) {
    for (int index = touched.nextSetBit(0); index >= 0; index = touched.nextSetBit(index + 1)) {
      catchUp(index);
      for (int array = 0; array < row.length; array++) {
        get(index, array);
      }
      AdamStep.descend(row[0], row[3], factor, row[1], row[2], width, beta1, beta2, rate, epsilon);
      for (int array = 0; array < 3; array++) {
        put(index, array);
      }
      taken[index] = steps.count() + 1;
    }
    trained.or(touched);
    steps.add(rate);
    stepped = true;
  }
}
