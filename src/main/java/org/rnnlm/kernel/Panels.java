package org.rnnlm.kernel;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;

/**
 * The right factor of OpenBLAS's products, its columns in panels that lie together. A product of
 * one panel and of a few rows is small enough to be computed where its factors lie ({@link
 * OpenBlas#multipliesSmallInPlace}), so that a factor is packed once for many products.
 */
final class Panels implements RightFactor {
  /** Columns of a panel: four of the widest vectors. */
  private static final int WIDTH = 64;

  /** The most multiplications of a product that OpenBLAS computes where its factors lie. */
  private static final int SMALL = 1_000_000;

  /** Beyond so many rows it computes as fast with factors copied. */
  private static final int MOST_ROWS = 128;

  /** A block of a product with a left factor that is turned round. */
  private static final int TURNED_ROWS = 96;

  private static final int TURNED_INNER = 160;

  private final int inner;
  private final int columns;
  private final FloatPointer[] panels; // [inner, WIDTH] each, the last one perhaps narrower
  private final float[] column;
  private final float[] packed; // a panel

  /** Makes room for a factor of [inner, columns]. */
  Panels(Resources resources, int inner, int columns) {
    this.inner = inner;
    this.columns = columns;
    this.panels = new FloatPointer[(columns + WIDTH - 1) / WIDTH];
    FloatPointer memory = Steps.allocate(resources, (long) inner * columns);
    for (int i = 0; i < panels.length; i++) {
      panels[i] =
          new FloatPointer(memory.getPointer((long) i * WIDTH * inner))
              .capacity((long) inner * width(i));
    }
    this.column = new float[inner];
    this.packed = new float[inner * width(0)];
  }

  /** Returns whether products of so many rows with a factor are faster by panels. */
  static boolean pay(int rows) {
    return rows > 1 && rows <= MOST_ROWS;
  }

  private int width(int panel) {
    return Math.min(WIDTH, columns - panel * WIDTH);
  }

  @Override
  public void take(FloatPointer matrix) {
    FloatBuffer rows = new FloatPointer(matrix).capacity((long) inner * columns).asBuffer();
    for (int i = 0; i < panels.length; i++) {
      int width = width(i);
      for (int row = 0; row < inner; row++) {
        rows.get(row * columns + i * WIDTH, packed, row * width, width);
      }
      panels[i].put(packed, 0, inner * width);
    }
  }

  @Override
  public void takeTurned(FloatPointer matrix) {
    FloatBuffer values = new FloatPointer(matrix).capacity((long) inner * columns).asBuffer();
    for (int i = 0; i < panels.length; i++) {
      int width = width(i);
      for (int at = 0; at < width; at++) {
        values.get((i * WIDTH + at) * inner, column, 0, inner);
        spread(column, packed, at, width);
      }
      panels[i].put(packed, 0, inner * width);
    }
  }

  private static void spread(float[] column, float[] into, int at, int width) {
    for (int row = 0; row < column.length; row++) {
      into[row * width + at] = column[row];
    }
  }

  @Override
  public void multiply(int rows, FloatPointer left, FloatPointer target) {
    int most = Math.min(inner, SMALL / (rows * WIDTH));
    for (int i = 0; i < panels.length; i++) {
      FloatPointer into = target.getPointer((long) i * WIDTH);
      for (int from = 0; from < inner; from += most) {
        Gemm.multiply(
            false,
            false,
            rows,
            width(i),
            Math.min(most, inner - from),
            left.getPointer(from),
            inner,
            panels[i].getPointer((long) from * width(i)),
            width(i),
            from == 0 ? 0 : 1,
            into,
            columns);
      }
    }
  }

  /**
   * Multiplies the columns of a matrix by the factor.
   *
   * @param left [inner, rows]
   * @param target receives [rows, columns]
   */
  void multiplyTurned(int rows, FloatPointer left, FloatPointer target) {
    for (int from = 0; from < inner; from += TURNED_INNER) {
      for (int i = 0; i < panels.length; i++) {
        for (int row = 0; row < rows; row += TURNED_ROWS) {
          Gemm.multiply(
              true,
              false,
              Math.min(TURNED_ROWS, rows - row),
              width(i),
              Math.min(TURNED_INNER, inner - from),
              left.getPointer((long) from * rows + row),
              rows,
              panels[i].getPointer((long) from * width(i)),
              width(i),
              from == 0 ? 0 : 1,
              target.getPointer((long) row * columns + (long) i * WIDTH),
              columns);
        }
      }
    }
  }
}
