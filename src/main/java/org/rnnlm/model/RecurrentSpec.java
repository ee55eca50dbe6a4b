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
 */
public record RecurrentSpec(
    Cell cell, int layers, int hiddenSize, Direction direction, double forgetBias, BlockSpec block)
    implements Serializable {
  public RecurrentSpec {
    Objects.requireNonNull(cell, "cell");
    Objects.requireNonNull(direction, "direction");
    Objects.requireNonNull(block, "block");
    Checks.require(layers >= 1, "layers", layers, "at least 1");
    Checks.require(hiddenSize >= 1, "hidden size", hiddenSize, "at least 1");
    Checks.require(Double.isFinite(forgetBias), "forget bias", forgetBias, "a finite number");
  }

  /** Layers that read forward, one right on the other, with forget gates that start from 0. */
  public static RecurrentSpec of(Cell cell, int layers, int hiddenSize) {
    return new RecurrentSpec(cell, layers, hiddenSize, Direction.FORWARD, 0, BlockSpec.PLAIN);
  }

  public RecurrentSpec withForgetBias(double bias) {
    return new RecurrentSpec(cell, layers, hiddenSize, direction, bias, block);
  }

  public RecurrentSpec reading(Direction other) {
    return new RecurrentSpec(cell, layers, hiddenSize, other, forgetBias, block);
  }

  /** Returns these layers in other blocks. */
  public RecurrentSpec in(BlockSpec other) {
    return new RecurrentSpec(cell, layers, hiddenSize, direction, forgetBias, other);
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
        + (block.residual()
            ? " in residual blocks with " + block.feedForwardSize(width()) + " units"
            : "");
  }
}
