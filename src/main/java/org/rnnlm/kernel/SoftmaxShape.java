package org.rnnlm.kernel;

import java.io.Serializable;
import org.rnnlm.text.Text;

/**
 * What a softmax kernel is made for.
 *
 * @param hiddenSize width of what it reads
 * @param vocabularySize number of classes
 * @param rows that one call handles: steps times sequences
 */
public record SoftmaxShape(int hiddenSize, int vocabularySize, int rows) implements Serializable {
  /** What the logits of a block of rows may take: larger blocks make weight gradients cheaper. */
  private static final long BLOCK_BYTES = 32L << 20;

  public SoftmaxShape {
    Sizes.atLeastOne("hidden size", hiddenSize);
    Sizes.atLeastOne("vocabulary size", vocabularySize);
    Sizes.atLeastOne("rows", rows);
  }

  /** Blocks that the rows are divided into, all but the last equally large. */
  int blocks() {
    long most = Math.max(1, BLOCK_BYTES / Float.BYTES / vocabularySize);
    return Math.toIntExact((rows + most - 1) / most);
  }

  int blockRows() {
    return (rows + blocks() - 1) / blocks();
  }

  /** Floating-point operations of a forward and backward pass, in its products. */
  public double operations() {
    return 6.0 * weights() * rows;
  }

  long weights() {
    return (long) hiddenSize * vocabularySize;
  }

  /**
   * @throws IllegalArgumentException if a row's target is no id, nor {@link SoftmaxKernel#MASKED}
   */
  void check(int... targets) {
    Sizes.holds("the targets", targets.length, rows);
    for (int row = 0; row < rows; row++) {
      if (targets[row] != SoftmaxKernel.MASKED
          && (targets[row] < 0 || targets[row] >= vocabularySize)) {
        throw new IllegalArgumentException(
            Text.format(
                "target %d of row %d is outside the vocabulary of %d",
                targets[row], row, vocabularySize));
      }
    }
  }

  void check(String what, SoftmaxParameters parameters) {
    Sizes.holds("the output " + what, parameters.weights(), weights());
    Sizes.holds("the output bias " + what, parameters.bias(), vocabularySize);
  }
}
