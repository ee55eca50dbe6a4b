package org.rnnlm.kernel;

import static org.bytedeco.dnnl.global.dnnl.*;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

/**
 * The training pass of a softmax output that never writes a logit. Some columns at a time, so many
 * as stay in a core's second cache, a product makes the powers of e of the logits as they are, and
 * they are added up. Then, with the sum s of a row known, the products that make gradients read
 * them once more: what they are multiplied by, 1/s, goes into the narrow factor and result. A
 * target's power p becomes p - s first, so that its gradient is (p - s)/s.
 *
 * <p>Powers of logits as they are can be too large or too small for floats. Where that is so, which
 * takes logits beyond 57, nothing is computed, and the caller does it in another way. In bf16
 * powers are rounded too, and are the softmax of logits that are up to 0.004 off.
 */
final class SoftmaxPowers {
  /** Bytes of powers that leave room in the second cache for what they are multiplied by. */
  private static final int BLOCK_BYTES = 1 << 19;

  /** Columns of a block are a multiple of it. */
  private static final int TILE = 64;

  /** A row's sum lies between it and its inverse; powers then keep all their digits. */
  private static final float MOST = 1e25f;

  private final int type;
  private final int rows;
  private final int width;
  private final int size;
  private final int bytes; // of a power
  private final BytePointer memory; // powers [rows, columns] of a block after the other
  private final FloatPointer sums; // [rows]
  private final FloatPointer factors; // [rows], which the sums' rows are to be multiplied by
  private final FloatPointer scaled; // [rows, width], what was read times the factors
  private final dnnl_memory roundedFactors; // the same two, as the products want them
  private final dnnl_memory roundedScaled;
  private final List<Primitive> rounding = new ArrayList<>();
  private final int most; // columns of a block
  private final SoftmaxColumns columns;
  private final SoftmaxColumns lastColumns;

  /**
   * @param width of what is read
   * @param size number of tokens
   * @param memory room for rows × size powers
   */
  SoftmaxPowers(DnnlContext context, int type, int rows, int width, int size, Pointer memory) {
    this.type = type;
    this.rows = rows;
    this.width = width;
    this.size = size;
    this.bytes = type == dnnl_f32 ? Float.BYTES : Short.BYTES;
    this.memory = new BytePointer(memory);
    dnnl_memory_desc hiddenOrder = context.dense(type, dnnl_ab, rows, width);
    sums = context.floats(rows);
    factors = context.floats(rows);
    scaled = context.floats((long) rows * width);
    dnnl_memory_desc row = context.dense(dnnl_f32, dnnl_ab, 1, rows);
    dnnl_memory_desc wide = context.dense(dnnl_f32, dnnl_ab, rows, width);
    dnnl_memory plainFactors = context.handle(row, factors);
    dnnl_memory plainScaled = context.handle(wide, scaled);
    roundedFactors = rounded(context, plainFactors, row, context.dense(type, dnnl_ab, 1, rows));
    roundedScaled = rounded(context, plainScaled, wide, hiddenOrder);
    most = Math.min(size, Math.max(TILE, BLOCK_BYTES / bytes / rows / TILE * TILE));
    int last = size - (size - 1) / most * most;
    columns = columns(context, most);
    lastColumns = last == most ? columns : columns(context, last);
  }

  private SoftmaxColumns columns(DnnlContext context, int count) {
    return new SoftmaxColumns(
        context, type, rows, width, count, sums, roundedFactors, roundedScaled);
  }

  private dnnl_memory rounded(
      DnnlContext context, dnnl_memory plain, dnnl_memory_desc from, dnnl_memory_desc to) {
    if (type == dnnl_f32) {
      return plain;
    }
    dnnl_memory memoryOfIt = context.allocate(to).handle();
    rounding.add(context.reorder(plain, from, memoryOfIt, to));
    return memoryOfIt;
  }

  /**
   * Returns the losses of the rows, and their gradients; or nothing, where powers are beyond
   * floats.
   *
   * @param pass what is read and written, as the caller has it
   * @param weights its weights [size, width], of the products' type
   * @param hidden what it reads [rows, width], of the products' type
   */
  Optional<double[]> train(SoftmaxBlock.Pass pass, Pointer weights, Pointer hidden) {
    for (int from = 0; from < size; from += most) {
      columns(from)
          .raise(
              hidden,
              of(weights, from),
              pass.parameters().bias().getPointer(from),
              powers(from),
              from > 0);
    }
    float[] ofRows = new float[rows];
    double[] losses = new double[rows];
    if (!factors(pass.targets(), pass.weights(), ofRows, losses)) {
      return Optional.empty();
    }
    scale(pass.hidden(), ofRows, scaled);
    rounding.forEach(Primitive::execute);
    for (int from = 0; from < size; from += most) {
      columns(from)
          .backward(
              of(weights, from),
              powers(from),
              pass.hiddenGradient(),
              pass.gradients().weights().getPointer((long) from * width),
              pass.gradients().bias().getPointer(from),
              from > 0,
              pass.adding());
    }
    scale(pass.hiddenGradient(), ofRows, pass.hiddenGradient());
    return Optional.of(losses);
  }

  private SoftmaxColumns columns(int from) {
    return size - from >= most ? columns : lastColumns;
  }

  /** Returns the weights from a column on. */
  private Pointer of(Pointer weights, int from) {
    return new BytePointer(weights).getPointer((long) from * width * bytes);
  }

  private Pointer powers(int from) {
    return memory.getPointer((long) from * rows * bytes);
  }

  /** Makes losses and factors of the sums, and of each target's power what its gradient is of. */
  private boolean factors(int[] targets, TargetWeights ofTargets, float[] ofRows, double[] losses) {
    float[] found = new float[rows];
    sums.get(found, 0, rows);
    for (int row = 0; row < rows; row++) {
      if (!(found[row] > 1 / MOST && found[row] < MOST)) {
        return false;
      }
      if (targets[row] == SoftmaxKernel.MASKED) {
        continue;
      }
      long at = at(row, targets[row]);
      float power = power(at);
      if (power < Float.MIN_NORMAL) {
        return false;
      }
      float weight = ofTargets.areEqual() ? 1 : ofTargets.of(targets[row]);
      double others = Math.max(0, (double) found[row] - power);
      losses[row] = weight * Math.log1p(others / power);
      ofRows[row] = (float) (weight / (power + others));
      put(at, (float) -others);
    }
    factors.put(ofRows, 0, rows);
    return true;
  }

  /** Returns where a power is. */
  private long at(int row, int id) {
    int from = id / most * most;
    int count = columns(from).count();
    return (long) from * rows + (long) row * count + id - from;
  }

  private float power(long at) {
    return type == dnnl_f32
        ? memory.getFloat(at * bytes)
        : Float.intBitsToFloat(memory.getShort(at * bytes) << Short.SIZE);
  }

  private void put(long at, float value) {
    if (type == dnnl_f32) {
      memory.putFloat(at * bytes, value);
    } else {
      int bits = Float.floatToIntBits(value); // rounded to the nearest, to the even one of two
      bits += 0x7fff + (bits >>> Short.SIZE & 1);
      memory.putShort(at * bytes, (short) (bits >>> Short.SIZE));
    }
  }

  /** Multiplies rows. */
  private void scale(FloatPointer of, float[] by, FloatPointer into) {
    FloatBuffer from = new FloatPointer(of).capacity((long) rows * width).asBuffer();
    FloatBuffer to = new FloatPointer(into).capacity((long) rows * width).asBuffer();
    float[] values = new float[width];
    for (int row = 0; row < rows; row++) {
      from.get(row * width, values, 0, width);
      if (by[row] == 0) {
        Arrays.fill(values, 0);
      } else {
        SteppedLoops.multiply(values, by[row], width);
      }
      to.put(row * width, values, 0, width);
    }
  }
}
