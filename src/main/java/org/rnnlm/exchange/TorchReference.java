package org.rnnlm.exchange;

import java.util.Arrays;
import java.util.Map;
import org.rnnlm.io.DataException;

/**
 * Computes a model from exported tensors by the equations in PyTorch's documentation of its
 * modules, plainly and in double precision: what {@code modeling_rnnlm.py} computes.
 */
final class TorchReference implements Proof.Reader {
  private final PortableModel model;
  private final Map<String, Tensor> tensors;
  private final String origin;

  /**
   * @param origin where the tensors are from, for messages
   */
  TorchReference(PortableModel model, Map<String, Tensor> tensors, String origin) {
    this.model = model;
    this.tensors = tensors;
    this.origin = origin;
  }

  /** Hidden and cell state of a layer. */
  private record State(double[] hidden, double[] cell) {
    static State zero(int units) {
      return new State(new double[units], new double[units]);
    }
  }

  @Override
  public double[][] logits(int[] read, int[] target) {
    State[] states = new State[model.layers()];
    Arrays.fill(states, State.zero(model.hiddenSize()));
    double[][] steps;
    if (model.ofPairs()) {
      run(TorchWeights.SOURCE, embedded(read), states);
      steps = run(TorchWeights.RECURRENT, embedded(target), states);
    } else {
      steps = run(TorchWeights.RECURRENT, embedded(read), states);
    }
    if (!model.predictsEveryStep()) {
      steps = new double[][] {dense(pooled(steps))};
    }
    double[][] logits = new double[steps.length][];
    for (int t = 0; t < steps.length; t++) {
      logits[t] = output(steps[t]);
    }
    return logits;
  }

  private double[][] embedded(int[] tokens) {
    double[][] vectors = new double[tokens.length][];
    Tensor table = model.embeddingSize() == 0 ? null : table();
    for (int t = 0; t < tokens.length; t++) {
      if (model.embeddingSize() == 0) {
        vectors[t] = new double[model.vocabularySize()];
        vectors[t][tokens[t]] = 1;
      } else {
        vectors[t] = row(table, tokens[t]);
      }
    }
    return vectors;
  }

  private Tensor table() {
    if (!model.tieWordEmbeddings()) {
      return tensor(TorchWeights.EMBEDDING);
    }
    return model.clusters() > 0
        ? TorchClusters.vectors(tensors)
        : tensor(TorchWeights.OUTPUT + ".weight");
  }

  private double[] output(double[] x) {
    if (model.clusters() == 0) {
      return linear(TorchWeights.OUTPUT, x);
    }
    double[] head = logSoftmax(linear(TorchClusters.HEAD, x));
    int inHead = head.length - model.clusters();
    double[] all = Arrays.copyOf(head, model.vocabularySize());
    int at = inHead;
    for (int i = 0; i < model.clusters(); i++) {
      double[] narrow =
          affine(
              TorchClusters.projection(i) + ".weight",
              new double[tensor(TorchClusters.projection(i) + ".weight").shape()[0]],
              x);
      for (double log : logSoftmax(linear(TorchClusters.tokens(i), narrow))) {
        all[at++] = head[inHead + i] + log;
      }
    }
    return all;
  }

  private static double[] logSoftmax(double[] logits) {
    double most = Arrays.stream(logits).max().orElseThrow();
    double sum = Arrays.stream(logits).map(logit -> Math.exp(logit - most)).sum();
    return Arrays.stream(logits).map(logit -> logit - most - Math.log(sum)).toArray();
  }

  /** Runs all layers of a stack, and leaves their last states. */
  private double[][] run(String stack, double[][] inputs, State[] states) {
    double[][] values = inputs;
    for (int layer = 0; layer < model.layers(); layer++) {
      String end = "_l" + layer;
      double[][] forward = new double[values.length][];
      for (int t = 0; t < values.length; t++) {
        states[layer] = step(stack, end, values[t], states[layer]);
        forward[t] = states[layer].hidden();
      }
      values = model.bidirectional() ? both(stack, end, values, forward) : forward;
    }
    return values;
  }

  private double[][] both(String stack, String end, double[][] inputs, double[][] forward) {
    State state = State.zero(model.hiddenSize());
    double[][] joined = new double[inputs.length][];
    for (int t = inputs.length - 1; t >= 0; t--) {
      state = step(stack, end + TorchWeights.REVERSE, inputs[t], state);
      joined[t] = Arrays.copyOf(forward[t], 2 * model.hiddenSize());
      System.arraycopy(state.hidden(), 0, joined[t], model.hiddenSize(), model.hiddenSize());
    }
    return joined;
  }

  private State step(String stack, String end, double[] x, State before) {
    double[] input = affine(stack + ".weight_ih" + end, stack + ".bias_ih" + end, x);
    double[] recurrent =
        affine(stack + ".weight_hh" + end, stack + ".bias_hh" + end, before.hidden());
    return switch (model.kind()) {
      case SIMPLE_RNN -> simple(input, recurrent);
      case LSTM -> lstm(input, recurrent, new double[3 * before.cell().length], before.cell());
      case PEEPHOLE_LSTM ->
          lstm(input, recurrent, doubles(stack + ".weight_peephole" + end), before.cell());
      case GRU -> gru(input, recurrent, before.hidden());
      case MIN_GRU, MIN_LSTM, QRNN, SLSTM -> throw Exporter.unheld(model.kind());
    };
  }

  private static State simple(double[] input, double[] recurrent) {
    double[] hidden = new double[input.length];
    for (int j = 0; j < hidden.length; j++) {
      hidden[j] = Math.tanh(input[j] + recurrent[j]);
    }
    return new State(hidden, new double[hidden.length]);
  }

  /** Gates in the order input, forget, candidate, output; peepholes input, forget, output. */
  private static State lstm(double[] input, double[] recurrent, double[] peepholes, double[] c) {
    int units = c.length;
    double[] hidden = new double[units];
    double[] cell = new double[units];
    for (int j = 0; j < units; j++) {
      double i = sigmoid(input[j] + recurrent[j] + peepholes[j] * c[j]);
      double f = sigmoid(input[units + j] + recurrent[units + j] + peepholes[units + j] * c[j]);
      double g = Math.tanh(input[2 * units + j] + recurrent[2 * units + j]);
      cell[j] = f * c[j] + i * g;
      double o =
          sigmoid(
              input[3 * units + j] + recurrent[3 * units + j] + peepholes[2 * units + j] * cell[j]);
      hidden[j] = o * Math.tanh(cell[j]);
    }
    return new State(hidden, cell);
  }

  /** Gates in the order reset, update, candidate. */
  private static State gru(double[] input, double[] recurrent, double[] h) {
    int units = h.length;
    double[] hidden = new double[units];
    for (int j = 0; j < units; j++) {
      double r = sigmoid(input[j] + recurrent[j]);
      double z = sigmoid(input[units + j] + recurrent[units + j]);
      double n = Math.tanh(input[2 * units + j] + r * recurrent[2 * units + j]);
      hidden[j] = (1 - z) * n + z * h[j];
    }
    return new State(hidden, new double[units]);
  }

  private static double sigmoid(double value) {
    return 1 / (1 + Math.exp(-value));
  }

  /** The mean of the steps, or where each direction has read all of them. */
  private double[] pooled(double[][] steps) {
    double[] vector = steps[steps.length - 1].clone();
    if (model.meansSteps()) {
      for (int j = 0; j < vector.length; j++) {
        double sum = 0;
        for (double[] step : steps) {
          sum += step[j];
        }
        vector[j] = sum / steps.length;
      }
    } else if (model.bidirectional()) {
      int units = model.hiddenSize();
      System.arraycopy(steps[0], units, vector, units, units);
    }
    return vector;
  }

  private double[] dense(double[] vector) {
    if (model.denseSize() == 0) {
      return vector;
    }
    double[] values = linear(TorchWeights.DENSE, vector);
    for (int j = 0; j < values.length; j++) {
      values[j] = model.rectifies() ? Math.max(0, values[j]) : Math.tanh(values[j]);
    }
    return values;
  }

  private double[] linear(String name, double[] x) {
    return affine(name + ".weight", name + ".bias", x);
  }

  /** Returns W x + b. */
  private double[] affine(String weight, String bias, double[] x) {
    return affine(weight, doubles(bias), x);
  }

  private double[] affine(String weight, double[] sums, double[] x) {
    Tensor w = tensor(weight);
    if (w.rowLength() != x.length || sums.length * (long) x.length != w.values().length) {
      throw new DataException(
          origin
              + ": "
              + weight
              + " has shape "
              + Arrays.toString(w.shape())
              + ", which does not fit");
    }
    for (int row = 0; row < sums.length; row++) {
      double sum = 0;
      int at = row * x.length;
      for (int j = 0; j < x.length; j++) {
        sum += x[j] == 0 ? 0 : x[j] * w.values()[at + j];
      }
      sums[row] += sum;
    }
    return sums;
  }

  private double[] doubles(String name) {
    return row(
        new Tensor(name, new int[] {1, tensor(name).values().length}, tensor(name).values()), 0);
  }

  private static double[] row(Tensor table, int row) {
    double[] values = new double[table.rowLength()];
    for (int j = 0; j < values.length; j++) {
      values[j] = table.values()[row * values.length + j];
    }
    return values;
  }

  private Tensor tensor(String name) {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new DataException(origin + " has no tensor '" + name + "'");
    }
    return tensor;
  }
}
