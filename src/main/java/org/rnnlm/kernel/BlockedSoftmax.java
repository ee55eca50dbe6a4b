package org.rnnlm.kernel;

import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

/** Goes through the blocks of rows; what a block computes is a {@link SoftmaxBlock}'s. */
final class BlockedSoftmax implements SoftmaxKernel {
  /** Makes a block of so many rows. */
  interface BlockFactory {
    SoftmaxBlock of(int rows);
  }

  private final SoftmaxShape shape;
  private final Resources resources;
  private final SoftmaxBlock block;
  private final SoftmaxBlock lastBlock;

  /**
   * @param resources that the blocks use; closed with this
   */
  BlockedSoftmax(SoftmaxShape shape, Resources resources, BlockFactory blocks) {
    this.shape = shape;
    this.resources = resources;
    int last = shape.rows() - (shape.blocks() - 1) * shape.blockRows();
    this.block = blocks.of(shape.blockRows());
    this.lastBlock = last == shape.blockRows() ? block : blocks.of(last);
  }

  @Override
  public SoftmaxShape shape() {
    return shape;
  }

  @Override
  public double train(
      SoftmaxParameters parameters,
      FloatPointer hidden,
      int[] targets,
      TargetWeights weights,
      FloatPointer hiddenGradient,
      SoftmaxParameters gradients) {
    check(parameters, hidden);
    shape.check(targets);
    weights.checkHold(shape.vocabularySize());
    Sizes.holds("the hidden gradient", hiddenGradient, hiddenValues());
    shape.check("gradients", gradients);
    double loss = 0;
    block.begin(parameters);
    for (int i = 0; i < shape.blocks(); i++) {
      int from = i * shape.blockRows();
      SoftmaxBlock current = blockAt(i);
      SoftmaxBlock.Pass pass =
          new SoftmaxBlock.Pass(
              parameters,
              rows(hidden, from),
              Arrays.copyOfRange(targets, from, from + current.rows()),
              weights,
              rows(hiddenGradient, from),
              gradients,
              i > 0);
      loss += sum(current.train(pass).orElseGet(() -> byProbabilities(current, pass)));
    }
    return loss;
  }

  /** Trains a block step by step. */
  private double[] byProbabilities(SoftmaxBlock of, SoftmaxBlock.Pass pass) {
    of.probabilities(pass.parameters(), pass.hidden());
    double[] losses = lossGradients(of, pass.parameters(), pass.hidden(), pass.targets(), 0);
    if (!pass.weights().areEqual()) {
      weigh(of, losses, pass.targets(), pass.weights());
    }
    of.backward(pass);
    return losses;
  }

  @Override
  public double[] losses(SoftmaxParameters parameters, FloatPointer hidden, int[] targets) {
    check(parameters, hidden);
    shape.check(targets);
    double[] losses = new double[shape.rows()];
    block.begin(parameters);
    for (int i = 0; i < shape.blocks(); i++) {
      int from = i * shape.blockRows();
      SoftmaxBlock current = blockAt(i);
      current.probabilities(parameters, rows(hidden, from));
      double[] some = lossGradients(current, parameters, rows(hidden, from), targets, from);
      System.arraycopy(some, 0, losses, from, some.length);
    }
    return losses;
  }

  @Override
  public TokenInformation information(
      SoftmaxParameters parameters, FloatPointer hidden, int[] targets) {
    check(parameters, hidden);
    shape.check(targets);
    TokenInformation all = new TokenInformation(new double[shape.rows()], new double[shape.rows()]);
    float[] probabilities = new float[shape.vocabularySize()];
    block.begin(parameters);
    for (int i = 0; i < shape.blocks(); i++) {
      int from = i * shape.blockRows();
      SoftmaxBlock current = blockAt(i);
      current.probabilities(parameters, rows(hidden, from));
      for (int row = 0; row < current.rows(); row++) {
        if (targets[from + row] != MASKED) {
          current
              .values()
              .getPointer((long) row * shape.vocabularySize())
              .get(probabilities, 0, probabilities.length);
          all.entropies()[from + row] = Entropy.nats(probabilities);
        }
      }
      double[] losses = lossGradients(current, parameters, rows(hidden, from), targets, from);
      System.arraycopy(losses, 0, all.nats(), from, losses.length);
    }
    return all;
  }

  @Override
  public TokenRanks ranks(SoftmaxParameters parameters, FloatPointer hidden, int[] targets) {
    check(parameters, hidden);
    shape.check(targets);
    TokenRanks ranks = TokenRanks.masked(shape.rows());
    float[] probabilities = new float[shape.vocabularySize()];
    block.begin(parameters);
    for (int i = 0; i < shape.blocks(); i++) {
      int from = i * shape.blockRows();
      SoftmaxBlock current = blockAt(i);
      current.probabilities(parameters, rows(hidden, from));
      for (int row = 0; row < current.rows(); row++) {
        if (targets[from + row] != MASKED) {
          current
              .values()
              .getPointer((long) row * shape.vocabularySize())
              .get(probabilities, 0, probabilities.length);
          ranks.set(from + row, probabilities, targets[from + row]);
        }
      }
    }
    return ranks;
  }

  @Override
  public void probabilities(
      SoftmaxParameters parameters, FloatPointer hidden, FloatPointer probabilities) {
    check(parameters, hidden);
    Sizes.holds("the probabilities", probabilities, (long) shape.rows() * shape.vocabularySize());
    block.begin(parameters);
    for (int i = 0; i < shape.blocks(); i++) {
      int from = i * shape.blockRows();
      SoftmaxBlock current = blockAt(i);
      current.probabilities(parameters, rows(hidden, from));
      Pointer.memcpy(
          probabilities.getPointer((long) from * shape.vocabularySize()),
          current.values(),
          (long) current.rows() * shape.vocabularySize() * Float.BYTES);
    }
  }

  private SoftmaxBlock blockAt(int index) {
    return index == shape.blocks() - 1 ? lastBlock : block;
  }

  private FloatPointer rows(FloatPointer of, int from) {
    return of.getPointer((long) from * shape.hiddenSize());
  }

  private long hiddenValues() {
    return (long) shape.rows() * shape.hiddenSize();
  }

  private void check(SoftmaxParameters parameters, FloatPointer hidden) {
    resources.checkOpen();
    shape.check("weights", parameters);
    Sizes.holds("the hidden state", hidden, hiddenValues());
  }

  /** Turns a block's probabilities into the gradients of its logits. */
  private double[] lossGradients(
      SoftmaxBlock of, SoftmaxParameters parameters, FloatPointer hidden, int[] targets, int from) {
    double[] losses = new double[of.rows()];
    FloatPointer values = of.values();
    for (int row = 0; row < of.rows(); row++) {
      long start = (long) row * shape.vocabularySize();
      int target = targets[from + row];
      if (target == MASKED) {
        values.getPointer(start).capacity(shape.vocabularySize()).zero();
        continue;
      }
      float probability = values.get(start + target);
      losses[row] =
          probability < Float.MIN_NORMAL
              ? unlikely(
                  values.getPointer(start),
                  parameters,
                  hidden.getPointer((long) row * shape.hiddenSize()),
                  target)
              : -Math.log(probability);
      values.put(start + target, probability - 1);
    }
    return losses;
  }

  /** Multiplies the losses of a block's rows, and the gradients of their logits. */
  private void weigh(SoftmaxBlock of, double[] losses, int[] targets, TargetWeights weights) {
    for (int row = 0; row < of.rows(); row++) {
      int target = targets[row];
      if (target != MASKED) {
        losses[row] *= weights.of(target);
        Vectors.scale(
            of.values().getPointer((long) row * shape.vocabularySize()),
            shape.vocabularySize(),
            weights.of(target));
      }
    }
  }

  /**
   * Returns the loss where the target's probability is too small for a float: from the logits
   * themselves.
   */
  private double unlikely(
      FloatPointer values, SoftmaxParameters parameters, FloatPointer hidden, int target) {
    float[] row = new float[shape.vocabularySize()];
    values.get(row, 0, row.length);
    int likeliest = 0;
    for (int id = 0; id < row.length; id++) {
      if (Float.isNaN(row[id])) { // oneDNN then gives all others no probability
        return Double.NaN;
      }
      likeliest = row[id] > row[likeliest] ? id : likeliest;
    }
    return logit(parameters, hidden, likeliest)
        - logit(parameters, hidden, target)
        - Math.log(row[likeliest]);
  }

  private double logit(SoftmaxParameters parameters, FloatPointer hidden, int id) {
    double logit = parameters.bias().get(id);
    for (int unit = 0; unit < shape.hiddenSize(); unit++) {
      logit +=
          (double) hidden.get(unit)
              * parameters.weights().get((long) id * shape.hiddenSize() + unit);
    }
    return logit;
  }

  private static double sum(double[] losses) {
    double sum = 0;
    for (double loss : losses) {
      sum += loss;
    }
    return sum;
  }

  @Override
  public void close() {
    resources.close();
  }
}
