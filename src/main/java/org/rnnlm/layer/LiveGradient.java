package org.rnnlm.layer;

import java.util.BitSet;
import java.util.List;
import java.util.function.BiConsumer;
import org.bytedeco.javacpp.FloatPointer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.rnnlm.kernel.Vectors;

/**
 * A network's gradient, of which pieces that are known to hold zeros alone are left out: those of
 * an embedding's rows that no token of the batch has. What is computed of it has the same bits as
 * if all of it were looked at.
 */
public final class LiveGradient {
  private final INDArray gradient;
  private final BitSet pieces; // of Vectors.PIECE values each

  private LiveGradient(INDArray gradient, BitSet pieces) {
    this.gradient = gradient;
    this.pieces = pieces;
  }

  /** Returns that of a model that has computed its gradient. */
  public static LiveGradient of(Model model) {
    INDArray gradient = model.gradient().gradient();
    List<WaitingTable> tables =
        model instanceof MultiLayerNetwork network
            ? OwnGradientUpdater.waiting(network, gradient)
            : List.of();
    return new LiveGradient(gradient, pieces(gradient.length(), tables));
  }

  private static BitSet pieces(long length, List<WaitingTable> tables) {
    BitSet pieces = new BitSet();
    pieces.set(0, piece(length + Vectors.PIECE - 1));
    for (WaitingTable table : tables) {
      int first = piece(table.from() + Vectors.PIECE - 1); // what others share stays
      int end = piece(table.end());
      if (first < end) {
        pieces.clear(first, end);
      }
    }
    for (WaitingTable table : tables) {
      table
          .rows()
          .touched()
          .mapToLong(row -> table.from() + (long) row * table.width())
          .forEach(at -> pieces.set(piece(at), piece(at + table.width() - 1) + 1));
    }
    return pieces;
  }

  private static int piece(long at) {
    return Math.toIntExact(at / Vectors.PIECE);
  }

  /** Work on stretches of values, each told by its first index and its length. */
  private void stretches(BitSet of, BiConsumer<Long, Integer> work) {
    for (int first = of.nextSetBit(0); first >= 0; ) {
      int end = of.nextClearBit(first);
      long from = (long) first * Vectors.PIECE;
      long to = Math.min((long) end * Vectors.PIECE, gradient.length());
      work.accept(from, Math.toIntExact(to - from));
      first = of.nextSetBit(end);
    }
  }

  /** Returns the Euclidean norm. */
  public double norm() {
    FloatPointer values = FlatArrays.pointer(gradient);
    double[] squares = {0};
    stretches(
        pieces,
        (from, length) ->
            squares[0] = Vectors.squares(values.getPointer(from), length, squares[0]));
    return Math.sqrt(squares[0]);
  }

  /** Multiplies in place, at once. */
  public void scale(double factor) {
    stretches(pieces, (from, length) -> stretch(from, length).muli(factor));
  }

  /**
   * Brings values beyond a limit back to it.
   *
   * @return whether there were any
   */
  public boolean limit(double limit) {
    boolean[] beyond = {false};
    stretches(
        pieces,
        (from, length) -> {
          INDArray some = stretch(from, length);
          beyond[0] |= some.amaxNumber().doubleValue() > limit;
          Transforms.max(some, -limit, false);
          Transforms.min(some, limit, false);
        });
    return beyond[0];
  }

  private INDArray stretch(long from, int length) {
    if (length == gradient.length()) {
      return gradient;
    }
    INDArray flat = gradient.rank() == 1 ? gradient : gradient.reshape(gradient.length());
    return flat.get(NDArrayIndex.interval(from, from + length));
  }

  /**
   * Adds it to a sum.
   *
   * @param sum as long as the gradient
   * @param gathered pieces of the sum that may not be 0; those of this are added
   */
  public void addTo(INDArray sum, BitSet gathered) {
    add(pieces, gradient, sum);
    gathered.or(pieces);
  }

  /** Adds a sum whose other pieces than those gathered are 0. */
  public void add(INDArray sum, BitSet gathered) {
    add(gathered, sum, gradient);
  }

  private void add(BitSet some, INDArray addend, INDArray to) {
    FloatPointer target = FlatArrays.pointer(to);
    FloatPointer values = FlatArrays.pointer(addend);
    stretches(
        some,
        (from, length) -> Vectors.add(target.getPointer(from), 1, values.getPointer(from), length));
  }

  /** Makes the pieces of a sum 0 that are not, of which there are none then. */
  public void clear(INDArray sum, BitSet gathered) {
    stretches(gathered, (from, length) -> FlatArrays.clear(sum, from, length));
    gathered.clear();
  }
}
