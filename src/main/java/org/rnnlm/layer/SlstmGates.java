package org.rnnlm.layer;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Works out the gates of a layer of sLSTMs from the products of its input alone: what the layer
 * gives is normalized, so that its hidden states are worked out too. The equations are those of the
 * kernel, {@code org.rnnlm.kernel.SteppedSlstm}.
 */
final class SlstmGates {
  private static final int CANDIDATE = 0;
  private static final int FORGET = 1;
  private static final int OUTPUT = 2;
  private static final int INPUT = 3;
  private static final int GATES = 4;

  private final int units;
  private final int headSize;
  private final float[][] recurrent; // [units of a head, columns]
  private final float[] bias;
  private double[] hidden;
  private double[] mean;
  private double[] weight; // the logarithm

  /**
   * @param recurrent weights, [units of a head, columns]
   */
  SlstmGates(int units, INDArray recurrent, float[] bias) {
    this.units = units;
    this.headSize = recurrent.rows();
    this.recurrent = recurrent.toFloatMatrix();
    this.bias = bias;
  }

  /**
   * Reads a sequence from its beginning.
   *
   * @param products of the input and its weights, [time, columns]
   * @param gates receives how far each is open, [gate][time, units]: of the input gate the share
   *     that it gives to what is new
   */
  void read(float[][] products, float[][] gates) {
    hidden = new double[units];
    mean = new double[units];
    weight = new double[units];
    Arrays.fill(weight, Double.NEGATIVE_INFINITY);
    for (int t = 0; t < products.length; t++) {
      double[] next = new double[units];
      for (int unit = 0; unit < units; unit++) {
        next[unit] = step(products[t], unit, t * units + unit, gates);
      }
      hidden = next;
    }
  }

  private double step(float[] products, int unit, int at, float[][] gates) {
    double forget = sum(products, FORGET, unit);
    double in = sum(products, INPUT, unit);
    double output = sigmoid(sum(products, OUTPUT, unit));
    double kept = weight[unit] - Math.log1p(Math.exp(-forget));
    double share = sigmoid(in - kept);
    weight[unit] = Math.max(kept, in) + Math.log1p(Math.exp(-Math.abs(kept - in)));
    mean[unit] += share * (Math.tanh(sum(products, CANDIDATE, unit)) - mean[unit]);
    gates[FORGET][at] = (float) sigmoid(forget);
    gates[OUTPUT][at] = (float) output;
    gates[INPUT][at] = (float) share;
    return output * mean[unit];
  }

  private double sum(float[] products, int gate, int unit) {
    int head = unit / headSize;
    int column = (head * GATES + gate) * headSize + unit % headSize;
    double sum = products[column] + bias[column];
    for (int i = 0; i < headSize; i++) {
      sum += hidden[head * headSize + i] * recurrent[i][column];
    }
    return sum;
  }

  private static double sigmoid(double sum) {
    return 1 / (1 + Math.exp(-sum));
  }
}
