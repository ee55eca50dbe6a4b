package org.rnnlm.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.rnnlm.kernel.Cell;

/**
 * Works out a recurrent layer's gates from what it read and what it became, by the equations of its
 * cell: kernels for inference keep none of them.
 */
final class GateReader {
  private static final int CANDIDATE = 0;
  private static final int FORGET = 1;
  private static final int OUTPUT = 2;
  private static final int INPUT = 3;
  private static final int UPDATE = 0;
  private static final int RESET = 1;
  private static final int MIN_FORGET = 0;
  private static final int MIN_INPUT = 1;

  /** The columns in which an LSTM's parameters have the peephole weights of each gate. */
  private static final int PEEP_FORGET = 0;

  private static final int PEEP_OUTPUT = 1;
  private static final int PEEP_INPUT = 2;

  private final int layer;
  private final int units;
  private final Cell cell;
  private final INDArray input; // [inputs * nIn, columns]
  private final Optional<INDArray> recurrent; // [units, columns]
  private final float[] bias;
  private final float[][] peepholes; // [peephole][units], of zeros where there are none
  private final List<float[][]> read = new ArrayList<>(); // [sequence][block][time * units]

  /**
   * @param layer its index in the network
   */
  GateReader(int layer, Recurrent recurrent, Map<String, INDArray> parameters) {
    this.layer = layer;
    this.units = Math.toIntExact(recurrent.units());
    this.cell = recurrent.cell();
    long columns = (long) cell.gates() * units;
    Optional<INDArray> states = Optional.ofNullable(parameters.get(RecurrentParameters.RECURRENT));
    this.input = parameters.get(RecurrentParameters.INPUT);
    this.recurrent =
        states.map(all -> all.get(NDArrayIndex.all(), NDArrayIndex.interval(0, columns)));
    this.bias = parameters.get(RecurrentParameters.BIAS).dup().data().asFloat();
    this.peepholes = new float[3][units];
    for (int i = 0; i < cell.peepholes(); i++) {
      peepholes[i] = states.orElseThrow().getColumn(columns + i).dup().data().asFloat();
    }
  }

  int layer() {
    return layer;
  }

  /**
   * Reads a sequence from its beginning.
   *
   * @param inputs [time, nIn]
   * @param states after each step, [time, units]
   */
  void read(INDArray inputs, INDArray states) {
    INDArray seen = cell.carriesInput() ? Nd4j.hstack(inputs, before(inputs)) : inputs;
    INDArray products = seen.mmul(input);
    if (cell == Cell.SLSTM) {
      read.add(slstm(products));
      return;
    }
    recurrent.ifPresent(weights -> products.addi(before(states).mmul(weights)));
    float[][] sums = products.toFloatMatrix();
    float[][] blocks = new float[cell.gates()][sums.length * units];
    float[] carried = new float[units];
    for (int t = 0; t < sums.length; t++) {
      for (int unit = 0; unit < units; unit++) {
        step(sums[t], unit, t * units + unit, carried, blocks);
      }
    }
    read.add(blocks);
  }

  private float[][] slstm(INDArray products) {
    float[][] gates = new float[cell.gates()][products.rows() * units];
    new SlstmGates(units, recurrent.orElseThrow(), bias).read(products.toFloatMatrix(), gates);
    return gates;
  }

  /** Returns what was there before each step: zeros before the first. */
  private static INDArray before(INDArray ofSteps) {
    INDArray before = Nd4j.zeros(ofSteps.shape());
    long steps = ofSteps.size(0);
    if (steps > 1) {
      before
          .get(NDArrayIndex.interval(1, steps), NDArrayIndex.all())
          .assign(ofSteps.get(NDArrayIndex.interval(0, steps - 1), NDArrayIndex.all()));
    }
    return before;
  }

  private void step(float[] sums, int unit, int at, float[] carried, float[][] blocks) {
    switch (cell) {
      case SIMPLE_RNN -> {} // has no gate
      case SLSTM -> {} // has a way of its own
      case GRU -> {
        blocks[UPDATE][at] = sigmoid(sum(sums, UPDATE, unit));
        blocks[RESET][at] = sigmoid(sum(sums, RESET, unit));
      }
      case MIN_GRU -> blocks[UPDATE][at] = sigmoid(sum(sums, UPDATE, unit));
      case MIN_LSTM -> {
        blocks[MIN_FORGET][at] = sigmoid(sum(sums, MIN_FORGET, unit));
        blocks[MIN_INPUT][at] = sigmoid(sum(sums, MIN_INPUT, unit));
      }
      case QRNN -> {
        blocks[FORGET][at] = sigmoid(sum(sums, FORGET, unit));
        blocks[OUTPUT][at] = sigmoid(sum(sums, OUTPUT, unit));
      }
      case LSTM, PEEPHOLE_LSTM -> {
        float before = carried[unit];
        float forget = sigmoid(sum(sums, FORGET, unit) + before * peepholes[PEEP_FORGET][unit]);
        float in = sigmoid(sum(sums, INPUT, unit) + before * peepholes[PEEP_INPUT][unit]);
        float after = forget * before + in * (float) Math.tanh(sum(sums, CANDIDATE, unit));
        blocks[FORGET][at] = forget;
        blocks[INPUT][at] = in;
        blocks[OUTPUT][at] =
            sigmoid(sum(sums, OUTPUT, unit) + after * peepholes[PEEP_OUTPUT][unit]);
        carried[unit] = after;
      }
    }
  }

  private float sum(float[] sums, int block, int unit) {
    int column = block * units + unit;
    return sums[column] + bias[column];
  }

  private static float sigmoid(double sum) {
    return (float) (1 / (1 + Math.exp(-sum)));
  }

  /** Returns the gates of all that was read. */
  List<GateActivations> activations() {
    return switch (cell) {
      case SIMPLE_RNN -> List.of();
      case GRU -> List.of(gate("update", UPDATE), gate("reset", RESET));
      case MIN_GRU -> List.of(gate("update", UPDATE));
      case MIN_LSTM -> List.of(gate("input", MIN_INPUT), gate("forget", MIN_FORGET));
      case QRNN -> List.of(gate("forget", FORGET), gate("output", OUTPUT));
      case LSTM, PEEPHOLE_LSTM, SLSTM ->
          List.of(gate("input", INPUT), gate("forget", FORGET), gate("output", OUTPUT));
    };
  }

  private GateActivations gate(String name, int block) {
    float[] open = new float[read.stream().mapToInt(one -> one[block].length).sum()];
    int at = 0;
    for (float[][] one : read) {
      System.arraycopy(one[block], 0, open, at, one[block].length);
      at += one[block].length;
    }
    return new GateActivations(layer, name, open);
  }
}
