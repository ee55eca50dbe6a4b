package org.rnnlm.kernel;

import static org.bytedeco.dnnl.global.dnnl.*;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

/**
 * The training pass within a cluster of an adaptive softmax by {@link SoftmaxPowers}, of any number
 * of rows: filled up with rows that count for nothing, so that few kinds of products are made.
 */
final class OneDnnTail {
  /** Numbers of rows that there are products for are multiples of it. */
  static final int GRAIN = 32;

  /** Powers that are kept at a time in f32; in bf16 twice as many. */
  private static final long POWERS = 1 << 23;

  private final DnnlContext context;
  private final int type;
  private final int width;
  private final int size;
  private final int mostRows; // at a time
  private final FloatPointer powers;
  private final Map<Integer, Rows> kinds = new HashMap<>(); // by rows
  private final dnnl_memory weights; // [size, width], as the caller has them
  private final Optional<NativeMemory> roundedWeights;
  private final Optional<Primitive> roundWeights;

  /**
   * @param powers room for the powers of some rows
   */
  OneDnnTail(DnnlContext context, Precision precision, int width, int size, FloatPointer powers) {
    this.context = context;
    this.type = DnnlContext.type(precision);
    this.width = width;
    this.size = size;
    this.powers = powers;
    long room = powers.capacity() * (precision == Precision.F32 ? 1 : 2) / size;
    this.mostRows = atATime((int) Math.min(Integer.MAX_VALUE / 2, room));
    dnnl_memory_desc plain = context.dense(dnnl_f32, dnnl_ab, size, width);
    dnnl_memory_desc order = context.dense(type, dnnl_ab, size, width);
    weights = context.handle(plain);
    boolean rounds = precision != Precision.F32;
    roundedWeights = rounds ? Optional.of(context.allocate(order)) : Optional.empty();
    roundWeights = roundedWeights.map(to -> context.reorder(weights, plain, to.handle(), order));
  }

  /** Returns how many powers there must be room for, of so many rows at most. */
  static long room(int rows, int size) {
    return Math.max(size, Math.min((long) filledUp(rows) * size, POWERS));
  }

  /** Returns how many rows are computed at a time where there is room for so many. */
  private static int atATime(int room) {
    return room < GRAIN ? Integer.highestOneBit(room) : room / GRAIN * GRAIN;
  }

  /** Returns the number of rows that products are made for. */
  static int filledUp(int rows) {
    return (rows + GRAIN - 1) / GRAIN * GRAIN;
  }

  /** What some rows need. */
  private final class Rows {
    private final SoftmaxPowers softmax;
    private final dnnl_memory read;
    private final Optional<NativeMemory> rounded;
    private final Optional<Primitive> round;

    Rows(int count) {
      softmax = new SoftmaxPowers(context, type, count, width, size, powers);
      dnnl_memory_desc plain = context.dense(dnnl_f32, dnnl_ab, count, width);
      dnnl_memory_desc order = context.dense(type, dnnl_ab, count, width);
      read = context.handle(plain);
      rounded = roundedWeights.map(any -> context.allocate(order));
      round = rounded.map(to -> context.reorder(read, plain, to.handle(), order));
    }

    Pointer take(FloatPointer given) {
      DnnlContext.point(read, given);
      round.ifPresent(Primitive::execute);
      return rounded.<Pointer>map(NativeMemory::bytes).orElse(given);
    }
  }

  /**
   * Returns the loss, and its gradients; or nothing, where powers are beyond floats.
   *
   * @param task whose rows are filled up with others in the same memory, as {@link #filledUp} says
   * @param ofRead receives the gradient of what is read, of all these rows
   * @param gradients receive those of the parameters
   */
  OptionalDouble train(ColumnSoftmax.Task task, FloatPointer ofRead, SoftmaxParameters gradients) {
    DnnlContext.point(weights, task.parameters().weights());
    roundWeights.ifPresent(Primitive::execute);
    Pointer vectors =
        roundedWeights.<Pointer>map(NativeMemory::bytes).orElse(task.parameters().weights());
    double loss = 0;
    for (int from = 0; from < task.rows(); from += mostRows) {
      int count = Math.min(mostRows, filledUp(task.rows() - from));
      Rows rows = kinds.computeIfAbsent(count, Rows::new);
      FloatPointer read = task.read().getPointer((long) from * width);
      int[] targets = Arrays.copyOfRange(task.targets(), from, from + count);
      Arrays.fill(targets, Math.min(count, task.rows() - from), count, SoftmaxKernel.MASKED);
      Optional<double[]> losses =
          rows.softmax.train(
              new SoftmaxBlock.Pass(
                  task.parameters(),
                  read,
                  targets,
                  TargetWeights.EQUAL,
                  ofRead.getPointer((long) from * width),
                  gradients,
                  from > 0),
              vectors,
              rows.take(read));
      if (losses.isEmpty()) {
        return OptionalDouble.empty();
      }
      loss += Arrays.stream(losses.orElseThrow()).sum();
    }
    return OptionalDouble.of(loss);
  }
}
