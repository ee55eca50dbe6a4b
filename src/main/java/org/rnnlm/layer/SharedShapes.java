package org.rnnlm.layer;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.ShapeInfoProvider;
import org.nd4j.linalg.factory.Nd4j;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what ND4J's arrays know of their shapes, so that arrays of one shape share it.
 *
 * <p>ND4J's own provider does so for some ways to make an array, but not for views, nor for arrays
 * in a workspace: for each of these it asks the native library anew. A training step makes some
 * dozens of them, always of the same shapes, which takes a tenth of the step of a small model.
 */
final class SharedShapes implements ShapeInfoProvider {
  /** Shapes kept; sequences of ever new lengths must not fill the memory. */
  static final int MOST = 4096;

  private static final Logger LOG = LoggerFactory.getLogger(SharedShapes.class);

  private final ShapeInfoProvider maker;
  private final Map<Layout, Pair<DataBuffer, long[]>> known = new ConcurrentHashMap<>();

  SharedShapes(ShapeInfoProvider maker) {
    this.maker = maker;
  }

  /** How an array lies in memory. */
  private record Layout(
      long[] shape, long[] stride, long elementStride, char order, DataType type, boolean empty) {

    /** Returns one that the arrays of the caller cannot change. */
    Layout kept() {
      return new Layout(shape.clone(), stride.clone(), elementStride, order, type, empty);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Layout that
          && elementStride == that.elementStride
          && order == that.order
          && type == that.type
          && empty == that.empty
          && Arrays.equals(shape, that.shape)
          && Arrays.equals(stride, that.stride);
    }

    @Override
    public int hashCode() {
      int hash = 31 * Arrays.hashCode(shape) + Arrays.hashCode(stride);
      return 31 * (31 * hash + Long.hashCode(elementStride)) + order + 7 * type.ordinal();
    }
  }

  /** Has ND4J use one in this process, from now on. */
  static synchronized void install() {
    ShapeInfoProvider present = Nd4j.getShapeInfoProvider();
    if (present instanceof SharedShapes) {
      return;
    }
    try {
      Field provider = Nd4j.class.getDeclaredField("shapeInfoProvider");
      provider.setAccessible(true);
      provider.set(null, new SharedShapes(present));
    } catch (ReflectiveOperationException | RuntimeException e) {
      LOG.debug("ND4J keeps its own provider of shapes: all works, small steps are slower", e);
    }
  }

  @Override
  public Pair<DataBuffer, long[]> createShapeInformation(
      long[] shape, long[] stride, long elementStride, char order, DataType type, boolean empty) {
    Layout layout = new Layout(shape, stride, elementStride, order, type, empty);
    Pair<DataBuffer, long[]> shared = known.get(layout);
    if (shared != null) {
      return shared;
    }
    if (known.size() >= MOST) {
      known.clear();
    }
    Pair<DataBuffer, long[]> made =
        maker.createShapeInformation(shape, stride, elementStride, order, type, empty);
    known.put(layout.kept(), made);
    return made;
  }

  @Override
  public Pair<DataBuffer, long[]> createShapeInformation(long[] shape, DataType type) {
    return maker.createShapeInformation(shape, type);
  }

  @Override
  public Pair<DataBuffer, long[]> createShapeInformation(long[] shape, char order, DataType type) {
    return maker.createShapeInformation(shape, order, type);
  }

  @Override
  public Pair<DataBuffer, long[]> createShapeInformation(
      long[] shape, long[] stride, long elementStride, char order, long extras) {
    return maker.createShapeInformation(shape, stride, elementStride, order, extras);
  }

  /** Returns how many layouts are kept. */
  int kept() {
    return known.size();
  }

  @Override
  public void purgeCache() {
    known.clear();
    maker.purgeCache();
  }

  @Override
  public long getCachedBytes() {
    return maker.getCachedBytes();
  }
}
