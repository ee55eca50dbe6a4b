package org.rnnlm.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.rnnlm.kernel.Cell;
import org.rnnlm.model.BlockSpec;
import org.rnnlm.model.EmbeddingSpec;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.model.Networks;
import org.rnnlm.model.RecurrentSpec;

/** Gates against the equations of the cells, step after step in double precision. */
class GateActivationsTest {
  private static final int UNITS = 4;
  private static final int[][] TEXTS = {{5, 0, 3, 3, 1}, {6}, {2, 4}};

  private static MultiLayerNetwork network(Cell cell, EmbeddingSpec embedding) {
    MultiLayerNetwork network =
        Networks.create(
            ModelSpec.of(RecurrentSpec.of(cell, 2, UNITS).withHeads(cell.hasHeads() ? 2 : 0))
                .with(embedding),
            7,
            0.01,
            3);
    network.params().muli(4); // gates that are neither half open nor stuck
    return network;
  }

  private static INDArray ids(int... text) {
    return Nd4j.createFromArray(text).castTo(Nd4j.defaultFloatingPointType()).reshape(1, 1, -1);
  }

  private static List<INDArray> texts() {
    return List.of(ids(TEXTS[0]), ids(TEXTS[1]), ids(TEXTS[2]));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SIMPLE_RNN")
  void theyAreThoseOfTheCellsEquations(Cell cell) {
    MultiLayerNetwork network = network(cell, EmbeddingSpec.trained(3));
    Map<String, List<Double>> expected = new TreeMap<>();
    for (int[] text : TEXTS) {
      double[][] inputs = new double[text.length][];
      for (int t = 0; t < text.length; t++) {
        inputs[t] = network.getLayer(0).getParam("W").getRow(text[t]).dup().data().asDouble();
      }
      for (int layer = 1; layer <= 2; layer++) {
        inputs = new Reference(network, layer, cell).read(inputs, expected);
      }
    }
    List<GateActivations> gates = GateActivations.of(network, texts());
    assertThat(gates).hasSize(expected.size());
    for (GateActivations gate : gates) {
      List<Double> of = expected.get(gate.layer() + " " + gate.gate());
      assertThat(gate.open()).as(gate.layer() + " " + gate.gate()).hasSize(of.size());
      for (int i = 0; i < of.size(); i++) {
        assertThat((double) gate.open()[i])
            .isCloseTo(of.get(i), within(cell == Cell.SLSTM ? 1e-4 : 1e-5)); // which normalizes
      }
    }
  }

  @Test
  void thoseOfAResidualBlockAreReadBehindItsNormalization() {
    ModelSpec model =
        ModelSpec.of(RecurrentSpec.of(Cell.MIN_GRU, 1, UNITS).in(BlockSpec.RESIDUAL))
            .with(EmbeddingSpec.trained(UNITS));
    MultiLayerNetwork network = Networks.create(model, 7, 0.01, 3);
    network.getLayer(1).getParam("W").assign(0.7);
    network.getLayer(1).getParam("gain").assign(0);
    network.getLayer(1).getParam("b").assign(1);

    List<GateActivations> gates = GateActivations.of(network, texts());

    assertThat(gates).hasSize(1);
    for (float open : gates.get(0).open()) {
      assertThat((double) open).isCloseTo(1 / (1 + Math.exp(-1)), within(1e-6));
    }
  }

  @Test
  void simpleCellsHaveNone() {
    MultiLayerNetwork network = network(Cell.SIMPLE_RNN, EmbeddingSpec.trained(3));
    assertThat(GateActivations.of(network, texts())).isEmpty();
  }

  @Test
  void toReadThemChangesNothingOfTheNetwork() {
    MultiLayerNetwork network = network(Cell.LSTM, EmbeddingSpec.ONE_HOT);
    INDArray before = network.params().dup();
    INDArray step = ids(4);
    INDArray first = network.rnnTimeStep(step).dup();
    network.rnnClearPreviousState();
    assertThat(GateActivations.of(network, texts())).hasSize(6);
    assertThat(network.rnnTimeStep(step)).isEqualTo(first);
    assertThat(network.params()).isEqualTo(before);
  }

  /** A layer, as its cell's equations have it. */
  private static final class Reference {
    private final int layer;
    private final Cell cell;
    private final INDArray input;
    private final INDArray recurrent;
    private final double[] bias;
    private double[] hidden = new double[UNITS];
    private double[] carried = new double[UNITS];
    private final double[] weights = new double[UNITS]; // an sLSTM's

    Reference(MultiLayerNetwork network, int layer, Cell cell) {
      this.layer = layer;
      this.cell = cell;
      this.input = network.getLayer(layer).getParam("W");
      this.recurrent = network.getLayer(layer).getParam("RW");
      this.bias = network.getLayer(layer).getParam("b").dup().data().asDouble();
    }

    double[][] read(double[][] inputs, Map<String, List<Double>> gates) {
      double[][] outputs = new double[inputs.length][];
      for (int t = 0; t < inputs.length; t++) {
        outputs[t] =
            switch (cell) {
              case SIMPLE_RNN -> throw new IllegalArgumentException("it has no gates");
              case LSTM, PEEPHOLE_LSTM -> lstm(inputs[t], gates);
              case GRU -> gru(inputs[t], gates);
              case MIN_GRU -> minGru(inputs[t], gates);
              case MIN_LSTM -> minLstm(inputs[t], gates);
              case QRNN ->
                  qrnn(inputs[t], t == 0 ? new double[inputs[t].length] : inputs[t - 1], gates);
              case SLSTM -> slstm(inputs[t], gates);
            };
      }
      return outputs;
    }

    /** Two heads of two units. */
    private double[] slstm(double[] x, Map<String, List<Double>> gates) {
      double[] next = new double[UNITS];
      for (int unit = 0; unit < UNITS; unit++) {
        double[] sums = new double[4];
        int head = unit / 2;
        for (int gate = 0; gate < 4; gate++) {
          int column = (head * 4 + gate) * 2 + unit % 2;
          sums[gate] =
              bias[column]
                  + hidden[2 * head] * recurrent.getDouble(0, column)
                  + hidden[2 * head + 1] * recurrent.getDouble(1, column);
          for (int i = 0; i < x.length; i++) {
            sums[gate] += x[i] * input.getDouble(i, column);
          }
        }
        double forget = told(gates, "forget", sums[1]);
        double in = Math.exp(sums[3]);
        double weight = forget * weights[unit] + in;
        gates.computeIfAbsent(layer + " input", key -> new ArrayList<>()).add(in / weight);
        carried[unit] = (forget * weights[unit] * carried[unit] + in * Math.tanh(sums[0])) / weight;
        weights[unit] = weight;
        next[unit] = told(gates, "output", sums[2]) * carried[unit];
      }
      hidden = next;
      return normalized(next);
    }

    private double[] normalized(double[] values) {
      double[] normalized = new double[UNITS];
      for (int unit = 0; unit < UNITS; unit++) {
        double half = (values[unit] - values[unit ^ 1]) / 2;
        normalized[unit] = half / Math.sqrt(half * half + 1e-5) * (1 + bias[4 * UNITS + unit]);
      }
      return normalized;
    }

    private double[] minGru(double[] x, Map<String, List<Double>> gates) {
      for (int unit = 0; unit < UNITS; unit++) {
        double update = told(gates, "update", ofInput(x, 0, unit));
        hidden[unit] += update * (positive(ofInput(x, 1, unit)) - hidden[unit]);
      }
      return hidden.clone();
    }

    private double[] minLstm(double[] x, Map<String, List<Double>> gates) {
      for (int unit = 0; unit < UNITS; unit++) {
        double forget = told(gates, "forget", ofInput(x, 0, unit));
        double in = told(gates, "input", ofInput(x, 1, unit));
        double candidate = positive(ofInput(x, 2, unit));
        hidden[unit] = (forget * hidden[unit] + in * candidate) / (forget + in);
      }
      return hidden.clone();
    }

    private static double positive(double sum) {
      return sum > 0 ? sum + 0.5 : 1 / (1 + Math.exp(-sum));
    }

    private double[] qrnn(double[] x, double[] before, Map<String, List<Double>> gates) {
      double[] both = Arrays.copyOf(x, 2 * x.length);
      System.arraycopy(before, 0, both, x.length, x.length);
      double[] next = new double[UNITS];
      for (int unit = 0; unit < UNITS; unit++) {
        double candidate = Math.tanh(ofInput(both, 0, unit));
        double forget = told(gates, "forget", ofInput(both, 1, unit));
        carried[unit] = forget * carried[unit] + (1 - forget) * candidate;
        next[unit] = told(gates, "output", ofInput(both, 2, unit)) * carried[unit];
      }
      return next;
    }

    private double[] lstm(double[] x, Map<String, List<Double>> gates) {
      double[] next = new double[UNITS];
      double[] cells = new double[UNITS];
      for (int unit = 0; unit < UNITS; unit++) {
        double candidate = Math.tanh(ofInput(x, 0, unit) + ofHidden(0, unit));
        double forget =
            told(gates, "forget", ofInput(x, 1, unit) + ofHidden(1, unit) + peep(0, unit, carried));
        double in =
            told(gates, "input", ofInput(x, 3, unit) + ofHidden(3, unit) + peep(2, unit, carried));
        cells[unit] = forget * carried[unit] + in * candidate;
        double out =
            told(gates, "output", ofInput(x, 2, unit) + ofHidden(2, unit) + peep(1, unit, cells));
        next[unit] = out * Math.tanh(cells[unit]);
      }
      carried = cells;
      hidden = next;
      return next;
    }

    private double[] gru(double[] x, Map<String, List<Double>> gates) {
      double[] next = new double[UNITS];
      for (int unit = 0; unit < UNITS; unit++) {
        double update = told(gates, "update", ofInput(x, 0, unit) + ofHidden(0, unit));
        double reset = told(gates, "reset", ofInput(x, 1, unit) + ofHidden(1, unit));
        double candidate =
            Math.tanh(ofInput(x, 2, unit) + reset * (ofHidden(2, unit) + bias[3 * UNITS + unit]));
        next[unit] = update * hidden[unit] + (1 - update) * candidate;
      }
      hidden = next;
      return next;
    }

    private double told(Map<String, List<Double>> gates, String name, double sum) {
      double open = 1 / (1 + Math.exp(-sum));
      gates.computeIfAbsent(layer + " " + name, key -> new ArrayList<>()).add(open);
      return open;
    }

    private double ofInput(double[] x, int block, int unit) {
      double sum = bias[block * UNITS + unit];
      for (int i = 0; i < x.length; i++) {
        sum += x[i] * input.getDouble(i, block * UNITS + unit);
      }
      return sum;
    }

    private double ofHidden(int block, int unit) {
      double sum = 0;
      for (int i = 0; i < UNITS; i++) {
        sum += hidden[i] * recurrent.getDouble(i, block * UNITS + unit);
      }
      return sum;
    }

    private double peep(int which, int unit, double[] cells) {
      return cell == Cell.PEEPHOLE_LSTM
          ? cells[unit] * recurrent.getDouble(unit, 4 * UNITS + which)
          : 0;
    }
  }
}
