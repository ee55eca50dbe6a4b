package org.rnnlm.train;

import org.rnnlm.kernel.Bf16Choice;
import org.rnnlm.kernel.Cell;
import org.rnnlm.kernel.SoftmaxClusters;
import org.rnnlm.layer.CharacterReader;
import org.rnnlm.model.BlockSpec;
import org.rnnlm.model.ComputeSpec;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.model.Networks;
import org.rnnlm.model.OptimizerSpec;
import org.rnnlm.shard.ShardSet;

/**
 * About how much native memory one worker's training takes, beside the Java heap.
 *
 * @param parameters of the model
 * @param replicaBytes what a worker is between rounds: parameters, the optimizer's state, and what
 *     rounding leaves of its deltas
 * @param stateBytes parameters, gradients, the optimizer's state, and the kernels' copies of
 *     weights
 * @param activationBytes what forward and backward pass of one batch hold
 * @param heapBytes what they hold in Java's heap beside it
 */
public record MemoryEstimate(
    long parameters, long replicaBytes, long stateBytes, long activationBytes, long heapBytes) {
  private static final int FLOAT = 4;

  /** What oneDNN holds of a step, in values a unit and gate: workspaces of both passes. */
  private static final int VALUES_PER_GATE = 7;

  /** What is kept beside the gates, in values a unit, of a cell that does not wait. */
  private static final int VALUES_WITHOUT_WAIT = 1;

  /**
   * A cell that has heads keeps its hidden states beside the gates, and a copy of them for the
   * product of all steps.
   */
  private static final int VALUES_BY_HEADS = 2;

  /** The width from which on the gradients of gates are turned, in memory of their own. */
  private static final int TURNED_WIDTH = 512;

  /** Inputs, outputs and states with their gradients, in values a unit. */
  private static final int VALUES_PER_UNIT = 13;

  /** States and what follows from them, of cells that are computed in Java. */
  private static final int HEAP_VALUES_PER_UNIT = 3;

  /** Recurrent weights in the orders that the passes like, and their gradients. */
  private static final int PACKED_COPIES = 6;

  /**
   * What DL4J's own layers hold a step and token of the vocabulary: one-hots, softmax, gradients.
   */
  private static final int DL4J_VALUES_PER_TOKEN = 5;

  /** A block of logits of the softmax output. */
  private static final long LOGITS = 1L << 23;

  /** Powers of the logits of a cluster. */
  private static final long POWERS = 1L << 23;

  /** Estimates what a worker that trains on some data takes. */
  public static MemoryEstimate of(ModelSpec model, TrainingSpec training, ShardSet data) {
    return of(model, training, data.vocabulary().size(), data.manifest().length());
  }

  /**
   * Estimates what a worker that trains takes.
   *
   * @param vocabularySize number of token ids
   * @param steps of a sequence
   */
  public static MemoryEstimate of(
      ModelSpec model, TrainingSpec training, int vocabularySize, int steps) {
    MemoryEstimate one =
        of(
            model,
            training.compute(),
            training.optimizer(),
            vocabularySize,
            training.batchSize(),
            steps);
    MemoryEstimate gathering = training.batches().accumulated() == 1 ? one : one.gathering();
    return training.outer().deltas().leaveResidue() ? gathering.keepingResidue() : gathering;
  }

  /** Returns it with what rounding leaves of a worker's deltas. */
  private MemoryEstimate keepingResidue() {
    return new MemoryEstimate(
        parameters, replicaBytes + parameters * FLOAT, stateBytes, activationBytes, heapBytes);
  }

  /** Returns it with another gradient, that parts of a batch are gathered in. */
  private MemoryEstimate gathering() {
    return new MemoryEstimate(
        parameters, replicaBytes, stateBytes + parameters * FLOAT, activationBytes, heapBytes);
  }

  /**
   * Estimates what one takes that trains by Adam.
   *
   * @param batchSize sequences side by side
   */
  public static MemoryEstimate of(
      ModelSpec model, ComputeSpec compute, int vocabularySize, int batchSize, int steps) {
    return of(model, compute, OptimizerSpec.ADAM, vocabularySize, batchSize, steps);
  }

  private static MemoryEstimate of(
      ModelSpec model,
      ComputeSpec compute,
      OptimizerSpec optimizer,
      int vocabularySize,
      int batchSize,
      int steps) {
    long parameters = Networks.parameters(model, vocabularySize, compute.layers());
    int inputWidth = model.embedding().width(vocabularySize);
    int values = valuesPerUnit(model, compute, inputWidth);
    long units = (long) model.layers() * (model.recurrentWidth() * (long) values + ofBlock(model));
    long rows = (long) batchSize * steps;
    long predicted = model.head().kind().summarizes() ? batchSize : rows;
    int outputs = model.head().outputs(vocabularySize);
    long logits =
        switch (compute.layers()) {
          case RNNLM -> logits(model, predicted, outputs);
          case DL4J -> rows * vocabularySize * DL4J_VALUES_PER_TOKEN;
        };
    long output = model.head().output().parameters(model.outputWidth(), outputs);
    long embedding =
        model.oneHotInput() || model.embedding().tied()
            ? 0
            : (long) vocabularySize * model.embeddingSize();
    long packed = (parameters - output - embedding) * PACKED_COPIES;
    return new MemoryEstimate(
        parameters,
        parameters * (1 + optimizer.values()) * FLOAT,
        (parameters * (2 + optimizer.values()) + packed) * FLOAT,
        (rows * (units + inputs(model, inputWidth) + symbols(model)) + logits) * FLOAT,
        rows
                * model.layers()
                * model.recurrentWidth()
                * (model.cell().gates() + HEAP_VALUES_PER_UNIT)
                * FLOAT
            + rows * (2L * symbols(model) + 3L * model.embedding().characters().filters()) * FLOAT);
  }

  /** Returns what is kept of each step by a unit. */
  private static int valuesPerUnit(ModelSpec model, ComputeSpec compute, int inputWidth) {
    Cell cell = model.cell();
    int copies = copiesOfGates(model, compute, inputWidth);
    if (cell.hasHeads()) { // their gradients are turned for the recurrent weights, too
      return VALUES_BY_HEADS + cell.gates() * (copies + 1);
    }
    return cell.waits()
        ? VALUES_PER_UNIT + cell.gates() * VALUES_PER_GATE
        : VALUES_WITHOUT_WAIT + cell.gates() * copies;
  }

  /** Returns the most symbols of a word whose characters are read. */
  private static int symbols(ModelSpec model) {
    return model.embedding().characters().none() ? 0 : CharacterReader.MOST + 2;
  }

  /** Returns the logits that are held at a time: of clusters, what they gather too. */
  private static long logits(ModelSpec model, long rows, int outputs) {
    int always = model.head().output().logits(outputs);
    long held = Math.min(rows * always, Math.max(LOGITS, always));
    if (!model.head().output().adaptive()) {
      return held;
    }
    int behind = outputs - model.head().output().cutoffs(outputs).get(0);
    return held
        + Math.min(rows * behind, Math.max(POWERS, behind))
        + rows * (model.outputWidth() + 3L * SoftmaxClusters.width(model.outputWidth(), 0));
  }

  /**
   * Returns how often a cell that is no primitive of oneDNN's has its gates: as they are, turned,
   * and rounded.
   */
  private static int copiesOfGates(ModelSpec model, ComputeSpec compute, int inputWidth) {
    int read = model.cell().inputs() * Math.max(inputWidth, model.recurrentWidth());
    return 1 + (read < TURNED_WIDTH ? 0 : 1) + (compute.kernels().bf16() == Bf16Choice.OFF ? 0 : 1);
  }

  /**
   * Returns what is kept of each step by a residual block beside its recurrent layer, and in
   * backward.
   */
  private static long ofBlock(ModelSpec model) {
    BlockSpec block = model.recurrent().block();
    int width = model.recurrentWidth();
    return block.residual() ? 8L * width + 2L * block.feedForwardSize(width) : 0;
  }

  /**
   * Returns what is kept of the inputs of each step: the first layer's, and pairs where cells read
   * two.
   */
  private static long inputs(ModelSpec model, int inputWidth) {
    long pairs = 3L * model.cell().inputs(); // arranged, and their gradients
    long read = inputWidth + (model.layers() - 1L) * model.recurrentWidth();
    return inputWidth * 3L + (model.cell().carriesInput() ? pairs * read : 0);
  }

  public long bytes() {
    return stateBytes + activationBytes;
  }
}
