package org.rnnlm.kernel;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.openblas.global.openblas;

/**
 * A factor that lies column by column, whose products are computed turned round and turned back.
 * OpenBLAS copies factors in every call, and needs less time for a large one that is on the left.
 */
final class TurnedFactor implements RightFactor {
  /** Columns that are turned round at a time. */
  private static final int WIDTH = 64;

  private final int inner;
  private final int columns;
  private final FloatPointer factor; // [columns, inner]
  private final FloatPointer product; // [columns, rows]
  private final float[] values;
  private final float[] turned;

  /** Makes room for a factor of [inner, columns] and for products of at most so many rows. */
  TurnedFactor(Resources resources, int rows, int inner, int columns) {
    this.inner = inner;
    this.columns = columns;
    this.factor = Steps.allocate(resources, (long) inner * columns);
    this.product = Steps.allocate(resources, (long) columns * rows);
    int most = Math.max(columns * rows, inner * Math.min(WIDTH, columns));
    this.values = new float[most];
    this.turned = new float[most];
  }

  @Override
  public void take(FloatPointer matrix) {
    FloatBuffer rows = new FloatPointer(matrix).capacity((long) inner * columns).asBuffer();
    for (int from = 0; from < columns; from += WIDTH) {
      int width = Math.min(WIDTH, columns - from);
      for (int row = 0; row < inner; row++) {
        rows.get(row * columns + from, values, row * width, width);
      }
      turn(values, inner, width, turned);
      factor.getPointer((long) from * inner).put(turned, 0, width * inner);
    }
  }

  @Override
  public void takeTurned(FloatPointer matrix) {
    Pointer.memcpy(factor, matrix, (long) inner * columns * Float.BYTES);
  }

  @Override
  public void multiply(int rows, FloatPointer left, FloatPointer target) {
    if (rows == 1) {
      openblas.cblas_sgemv(
          openblas.CblasRowMajor,
          openblas.CblasNoTrans,
          columns,
          inner,
          1,
          factor,
          inner,
          left,
          1,
          0,
          target,
          1);
      return;
    }
    Gemm.multiply(false, true, columns, rows, inner, factor, left, 0, product);
    product.get(values, 0, columns * rows);
    turn(values, columns, rows, turned);
    target.put(turned, 0, columns * rows);
  }

  private static void turn(float[] of, int rows, int columns, float[] into) {
    for (int column = 0; column < columns; column++) {
      int at = column * rows;
      for (int row = 0; row < rows; row++) {
        into[at + row] = of[row * columns + column];
      }
    }
  }
}
