package org.rnnlm.model;

import java.io.Serializable;
import java.util.Objects;
import org.rnnlm.kernel.Cell;
import org.rnnlm.text.Text;

/**
 * The recurrent layers of a model, all of one kind and size.
 *
 * @param cell their kind
 * @param layers how many of them, at least 1
 * @param hiddenSize units of each, and in each direction
 * @param direction how each reads a sequence
 * @param forgetBias what the biases of an LSTM's forget gates start from; above 0 the cells
 *     remember from the first step on (Jozefowicz et al., ICML 2015), and learn more slowly here
 * @param block what each stands in
 * @param heads that the units of each stand in, of cells that have heads; 0 for the most of 4, 2
 *     and 1 that are equally large, of 16 units or more
 */
public record RecurrentSpec(
    Cell cell,
    int layers,
    int hiddenSize,
    Direction direction,
    double forgetBias,
    BlockSpec block,
    int heads)
    implements Serializable {
  /** So many heads there are where none are asked for, as in xLSTM (arXiv 2405.04517). */
  private static final int USUAL_HEADS = 4;

  private static final int LEAST_USUAL_UNITS = 16;

  public RecurrentSpec {
    Objects.requireNonNull(cell, "cell");
    Objects.requireNonNull(direction, "direction");
    Objects.requireNonNull(block, "block");
    Checks.require(layers >= 1, "layers", layers, "at least 1");
    Checks.require(hiddenSize >= 1, "hidden size", hiddenSize, "at least 1");
    Checks.require(Double.isFinite(forgetBias), "forget bias", forgetBias, "a finite number");
    Checks.require(heads >= 0, "heads", heads, "at least 0");
    if (heads > 0 && !cell.hasHeads()) {
      throw new IllegalArgumentException(
          "heads are those of an sLSTM, and a "
              + cell.title()
              + " has none; set model.cell = slstm, or model.heads = 0");
    }
    Checks.require(
        heads == 0 || hiddenSize % heads == 0,
        "heads",
        heads,
        "a divisor of the hidden size, " + hiddenSize + ", since heads are equally large");
    Checks.require(
        !cell.hasHeads() || hiddenSize >= 2 * Math.max(1, heads),
        "hidden size",
        hiddenSize,
        "at least 2 in each of its heads, since what a head gives is normalized");
  }

  /** Layers that read forward, one right on the other, with forget gates that start from 0. */
  public static RecurrentSpec of(Cell cell, int layers, int hiddenSize) {
    return new RecurrentSpec(cell, layers, hiddenSize, Direction.FORWARD, 0, BlockSpec.PLAIN, 0);
  }

  public RecurrentSpec withForgetBias(double bias) {
    return new RecurrentSpec(cell, layers, hiddenSize, direction, bias, block, heads);
  }

  public RecurrentSpec reading(Direction other) {
    return new RecurrentSpec(cell, layers, hiddenSize, other, forgetBias, block, heads);
  }

  /** Returns these layers in other blocks. */
  public RecurrentSpec in(BlockSpec other) {
    return new RecurrentSpec(cell, layers, hiddenSize, direction, forgetBias, other, heads);
  }

  /** Returns these layers with their units in so many heads. */
  public RecurrentSpec withHeads(int count) {
    return new RecurrentSpec(cell, layers, hiddenSize, direction, forgetBias, block, count);
  }

  /** Returns the heads of a layer of so many units. */
  public int headsOf(int units) {
    if (!cell.hasHeads()) {
      return 1;
    }
    if (heads > 0) {
      return heads;
    }
    int usual = USUAL_HEADS;
    while (usual > 1 && (units % usual != 0 || units / usual < LEAST_USUAL_UNITS)) {
      usual /= 2;
    }
    return usual;
  }

  public boolean bidirectional() {
    return direction == Direction.BOTH;
  }

  /** Width of what a layer gives. */
  public int width() {
    return bidirectional() ? 2 * hiddenSize : hiddenSize;
  }

  /** Returns a text for names of files, such as {@code lstm-2x128}. */
  String label() {
    return Text.format("%s-%dx%d", Text.kebab(cell), layers, hiddenSize)
        + (block.residual() ? "-residual" : "");
  }

  /** Returns a text for people, such as {@code 2 x 128 LSTM}. */
  String summary() {
    return layers
        + " x "
        + hiddenSize
        + (bidirectional() ? " bidirectional " : " ")
        + cell.title()
        + (cell.hasHeads() ? " of " + headsOf(hiddenSize) + " heads" : "")
        + (block.residual()
            ? " in residual blocks with " + block.feedForwardSize(width()) + " units"
            : "");
  }
}
