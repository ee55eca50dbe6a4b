package org.rnnlm.kernel;

import java.util.Arrays;

/**
 * The equations of {@link Cell} in doubles, one sequence after the other, unit by unit; gradients
 * by automatic differentiation.
 */
final class ReferenceCell {
  private final RecurrentTask task;
  private final RecurrentShape shape;
  private final Tape tape = new Tape();
  private final int[] inputWeights;
  private final int[] recurrentWeights;
  private final int[] bias;
  private final int[] input;
  private final int[] outputs; // [step, sequence, unit]
  private final int[] initialHidden; // [sequence, unit]
  private final int[] initialCells;
  private final int[] finalHidden;
  private final int[] finalCells;
  private final int[] initialInput; // [sequence, width], of cells that carry it
  private final int[] lastInput;

  private ReferenceCell(RecurrentTask task) {
    this.task = task;
    this.shape = task.shape();
    inputWeights = tape.variables(task.inputWeights());
    recurrentWeights = tape.variables(task.recurrentWeights());
    bias = tape.variables(task.bias());
    input = tape.variables(task.input());
    outputs = new int[task.outputGradient().length];
    initialHidden = tape.variables(task.hidden());
    initialCells = tape.variables(task.cellState());
    finalHidden = new int[task.hidden().length];
    finalCells = new int[task.cellState().length];
    initialInput = tape.variables(task.lastInput());
    lastInput = new int[task.lastInput().length];
    for (int sequence = 0; sequence < shape.batch(); sequence++) {
      run(sequence);
    }
  }

  static RecurrentResult compute(RecurrentTask task) {
    return new ReferenceCell(task).result();
  }

  static double loss(RecurrentTask task) {
    return task.loss(new ReferenceCell(task).result());
  }

  private RecurrentResult result() {
    double[] derivatives =
        tape.derivatives(
            joined(outputs, finalHidden, finalCells, lastInput),
            joined(
                task.outputGradient(),
                task.hiddenGradient(),
                task.cellGradient(),
                task.lastInputGradient()));
    return new RecurrentResult(
        tape.values(outputs),
        tape.values(finalHidden),
        tape.values(finalCells),
        tape.values(lastInput),
        at(derivatives, input),
        at(derivatives, inputWeights),
        at(derivatives, recurrentWeights),
        at(derivatives, bias),
        at(derivatives, initialHidden),
        at(derivatives, initialCells),
        at(derivatives, initialInput));
  }

  private static int[] joined(int[]... parts) {
    return Arrays.stream(parts).flatMapToInt(Arrays::stream).toArray();
  }

  private static double[] joined(double[]... parts) {
    return Arrays.stream(parts).flatMapToDouble(Arrays::stream).toArray();
  }

  private static double[] at(double[] derivatives, int[] indices) {
    return Arrays.stream(indices).mapToDouble(i -> derivatives[i]).toArray();
  }

  private void run(int sequence) {
    int units = shape.hiddenSize();
    int from = sequence * units;
    int[] hidden = Arrays.copyOfRange(initialHidden, from, from + units);
    int vectors = shape.cell().cellVectors();
    int[] cells = Arrays.copyOfRange(initialCells, vectors * from, vectors * (from + units));
    int width = shape.inputSize();
    boolean pairs = shape.cell().carriesInput();
    int[] earlier = new int[0];
    if (pairs) {
      earlier = Arrays.copyOfRange(initialInput, sequence * width, (sequence + 1) * width);
    }
    for (int step = 0; step < shape.steps(); step++) {
      int row = step * shape.batch() + sequence;
      int[] x = Arrays.copyOfRange(input, row * width, (row + 1) * width);
      hidden = step(joined(x, earlier), hidden, dropped(hidden, sequence), cells);
      earlier = pairs ? x.clone() : earlier;
      mask(row, hidden, cells, earlier);
      System.arraycopy(given(hidden), 0, outputs, row * units, units);
    }
    System.arraycopy(hidden, 0, finalHidden, from, units);
    System.arraycopy(cells, 0, finalCells, vectors * from, cells.length);
    System.arraycopy(earlier, 0, lastInput, sequence * earlier.length, earlier.length);
  }

  private int[] dropped(int[] hidden, int sequence) {
    if (task.scales() == null) {
      return hidden;
    }
    int[] dropped = new int[hidden.length];
    for (int unit = 0; unit < hidden.length; unit++) {
      dropped[unit] = tape.scale(hidden[unit], task.scales()[sequence * hidden.length + unit]);
    }
    return dropped;
  }

  private void mask(int row, int[]... states) {
    if (task.mask() == null) {
      return;
    }
    for (int[] state : states) {
      for (int i = 0; i < state.length; i++) {
        state[i] = tape.scale(state[i], task.mask()[row]);
      }
    }
  }

  /** The hidden state after a step; cells are replaced in place. */
  private int[] step(int[] x, int[] before, int[] h, int[] cells) {
    int[] after = new int[shape.hiddenSize()];
    for (int unit = 0; unit < after.length; unit++) {
      after[unit] =
          switch (shape.cell()) {
            case SIMPLE_RNN -> tape.tanh(sum(0, unit, x, h));
            case LSTM -> lstm(unit, x, h, cells);
            case PEEPHOLE_LSTM -> peepholeLstm(unit, x, h, cells);
            case GRU -> gru(unit, x, before[unit], h);
            case MIN_GRU -> minGru(unit, x, before[unit]);
            case MIN_LSTM -> minLstm(unit, x, before[unit]);
            case QRNN -> qrnn(unit, x, cells);
            case SLSTM -> slstm(unit, x, h, cells);
          };
    }
    return after;
  }

  private int lstm(int unit, int[] x, int[] h, int[] cells) {
    int candidate = tape.tanh(sum(0, unit, x, h));
    int forget = tape.sigmoid(sum(1, unit, x, h));
    int output = tape.sigmoid(sum(2, unit, x, h));
    int in = tape.sigmoid(sum(3, unit, x, h));
    cells[unit] = tape.add(tape.multiply(forget, cells[unit]), tape.multiply(in, candidate));
    return tape.multiply(output, tape.tanh(cells[unit]));
  }

  private int peepholeLstm(int unit, int[] x, int[] h, int[] cells) {
    int old = cells[unit];
    int candidate = tape.tanh(sum(0, unit, x, h));
    int forget = tape.sigmoid(tape.add(sum(1, unit, x, h), peep(0, unit, old)));
    int in = tape.sigmoid(tape.add(sum(3, unit, x, h), peep(2, unit, old)));
    cells[unit] = tape.add(tape.multiply(forget, old), tape.multiply(in, candidate));
    int output = tape.sigmoid(tape.add(sum(2, unit, x, h), peep(1, unit, cells[unit])));
    return tape.multiply(output, tape.tanh(cells[unit]));
  }

  private int gru(int unit, int[] x, int before, int[] h) {
    int update = tape.sigmoid(sum(0, unit, x, h));
    int reset = tape.sigmoid(sum(1, unit, x, h));
    int recurrent = tape.add(product(recurrentWeights, 2, unit, h), bias(3, unit));
    int candidate =
        tape.tanh(
            tape.add(
                tape.add(product(inputWeights, 2, unit, x), bias(2, unit)),
                tape.multiply(reset, recurrent)));
    return tape.add(
        tape.multiply(update, before), tape.multiply(tape.complement(update), candidate));
  }

  private int minGru(int unit, int[] x, int before) {
    int update = tape.sigmoid(sum(0, unit, x));
    int candidate = tape.positive(sum(1, unit, x));
    return tape.add(
        tape.multiply(tape.complement(update), before), tape.multiply(update, candidate));
  }

  private int minLstm(int unit, int[] x, int before) {
    int forget = tape.sigmoid(sum(0, unit, x));
    int in = tape.sigmoid(sum(1, unit, x));
    int candidate = tape.positive(sum(2, unit, x));
    int both = tape.add(forget, in);
    return tape.add(
        tape.multiply(tape.quotient(forget, both), before),
        tape.multiply(tape.quotient(in, both), candidate));
  }

  /**
   * @param x the input of the step, and behind it the one before
   */
  private int qrnn(int unit, int[] x, int[] cells) {
    int candidate = tape.tanh(sum(0, unit, x));
    int forget = tape.sigmoid(sum(1, unit, x));
    cells[unit] =
        tape.add(
            tape.multiply(forget, cells[unit]), tape.multiply(tape.complement(forget), candidate));
    return tape.multiply(tape.sigmoid(sum(2, unit, x)), cells[unit]);
  }

  /** Equations 8 to 14 of arXiv 2405.04517, with c and n as they are. */
  private int slstm(int unit, int[] x, int[] h, int[] cells) {
    int weighed = shape.hiddenSize() + unit;
    boolean nothing = tape.value(cells[weighed]) == 0;
    int n = nothing ? tape.variable(0) : tape.exp(cells[weighed]);
    int c = tape.multiply(cells[unit], n);
    int candidate = tape.tanh(sum(0, unit, x, h));
    int forget = tape.sigmoid(sum(1, unit, x, h));
    int output = tape.sigmoid(sum(2, unit, x, h));
    int in = tape.exp(sum(3, unit, x, h));
    c = tape.add(tape.multiply(forget, c), tape.multiply(in, candidate));
    n = tape.add(tape.multiply(forget, n), in);
    cells[unit] = tape.quotient(c, n);
    cells[weighed] = tape.log(n);
    return tape.multiply(output, cells[unit]);
  }

  /** What a layer gives of its hidden states: of an sLSTM normalized head by head. */
  private int[] given(int[] hidden) {
    if (shape.cell() != Cell.SLSTM) {
      return hidden;
    }
    int[] given = new int[hidden.length];
    int size = shape.headSize();
    for (int from = 0; from < hidden.length; from += size) {
      int[] head = Arrays.copyOfRange(hidden, from, from + size);
      int mean = tape.scale(sum(head), 1.0 / size);
      int[] apart = Arrays.stream(head).map(one -> tape.add(one, tape.scale(mean, -1))).toArray();
      int[] squares = Arrays.stream(apart).map(one -> tape.multiply(one, one)).toArray();
      int variance = tape.add(tape.scale(sum(squares), 1.0 / size), tape.variable(1e-5));
      for (int i = 0; i < size; i++) {
        int gain = tape.add(tape.variable(1), bias(4, from + i));
        given[from + i] = tape.multiply(gain, tape.quotient(apart[i], tape.root(variance)));
      }
    }
    return given;
  }

  private int sum(int[] some) {
    return Arrays.stream(some).reduce(tape.variable(0), tape::add);
  }

  /** W x + b of a gate's unit. */
  private int sum(int gate, int unit, int[] x) {
    return tape.add(product(inputWeights, gate, unit, x), bias(gate, unit));
  }

  /** W x + R h + b of a gate's unit. */
  private int sum(int gate, int unit, int[] x, int[] h) {
    int products =
        tape.add(
            product(inputWeights, gate, unit, x),
            product(recurrentWeights, gate, unit, ofHead(unit, h)));
    return tape.add(products, bias(gate, unit));
  }

  private int product(int[] weights, int gate, int unit, int[] x) {
    int column = column(gate, unit) * x.length;
    int sum = tape.multiply(weights[column], x[0]);
    for (int i = 1; i < x.length; i++) {
      sum = tape.add(sum, tape.multiply(weights[column + i], x[i]));
    }
    return sum;
  }

  private int column(int gate, int unit) {
    return shape.column(gate, unit / shape.headSize()) + unit % shape.headSize();
  }

  /** The hidden states that a unit sees. */
  private int[] ofHead(int unit, int[] hidden) {
    int from = unit / shape.headSize() * shape.headSize();
    return Arrays.copyOfRange(hidden, from, from + shape.headSize());
  }

  private int bias(int block, int unit) {
    boolean ofGate = block < shape.cell().gates();
    return bias[ofGate ? column(block, unit) : block * shape.hiddenSize() + unit];
  }

  private int peep(int vector, int unit, int cell) {
    int column = shape.cell().gates() * shape.hiddenSize() + vector;
    return tape.multiply(recurrentWeights[column * shape.hiddenSize() + unit], cell);
  }
}
