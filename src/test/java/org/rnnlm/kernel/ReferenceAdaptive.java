package org.rnnlm.kernel;

import java.util.Arrays;

/**
 * An adaptive softmax, cross entropy and their gradients in doubles, row by row, from the
 * equations.
 *
 * @param losses of the rows
 * @param hiddenGradient [rows, hiddenSize]
 * @param weightGradient in the order of {@link SoftmaxClusters}
 * @param biasGradient in the same
 */
record ReferenceAdaptive(
    double[] losses, double[] hiddenGradient, double[] weightGradient, double[] biasGradient) {

  static ReferenceAdaptive compute(SoftmaxClusters clusters, SoftmaxTask task) {
    int rows = task.shape().rows();
    ReferenceAdaptive result =
        new ReferenceAdaptive(
            new double[rows],
            new double[task.hidden().length],
            new double[task.weights().length],
            new double[task.bias().length]);
    for (int row = 0; row < rows; row++) {
      if (task.targets()[row] != SoftmaxKernel.MASKED) {
        result.add(clusters, task, row);
      }
    }
    return result;
  }

  private void add(SoftmaxClusters clusters, SoftmaxTask task, int row) {
    int hidden = clusters.hiddenSize();
    int target = task.targets()[row];
    int cluster = clusters.cluster(target);
    double[] of = Arrays.copyOfRange(task.hidden(), row * hidden, (row + 1) * hidden);
    double[] slope = new double[hidden];
    int output = cluster < 0 ? target : clusters.cutoffs().get(0) + cluster;
    losses[row] = layer(task, of, slope, 0, 0, clusters.headOutputs(), output);
    if (cluster >= 0) {
      int width = clusters.width(cluster);
      int at = (int) clusters.projection(cluster);
      double[] projected = projected(task.weights(), at, of, width);
      double[] slopes = new double[width];
      losses[row] +=
          layer(
              task,
              projected,
              slopes,
              (int) clusters.vectors(cluster),
              clusters.biases(cluster),
              clusters.size(cluster),
              target - clusters.first(cluster));
      for (int i = 0; i < width; i++) {
        for (int j = 0; j < hidden; j++) {
          weightGradient[at + i * hidden + j] += slopes[i] * of[j];
          slope[j] += slopes[i] * task.weights()[at + i * hidden + j];
        }
      }
    }
    System.arraycopy(slope, 0, hiddenGradient, row * hidden, hidden);
  }

  /** Adds the gradients of a softmax, and returns its loss. */
  private double layer(
      SoftmaxTask task, double[] of, double[] slope, int weights, int bias, int size, int target) {
    double[] gradient = softmax(task, of, weights, bias, size);
    final double loss = -Math.log(gradient[target]);
    gradient[target] -= 1;
    for (int id = 0; id < size; id++) {
      biasGradient[bias + id] += gradient[id];
      for (int unit = 0; unit < of.length; unit++) {
        int at = weights + id * of.length + unit;
        weightGradient[at] += gradient[id] * of[unit];
        slope[unit] += gradient[id] * task.weights()[at];
      }
    }
    return loss;
  }

  private static double[] projected(double[] weights, int at, double[] of, int width) {
    double[] projected = new double[width];
    for (int i = 0; i < width; i++) {
      for (int j = 0; j < of.length; j++) {
        projected[i] += of[j] * weights[at + i * of.length + j];
      }
    }
    return projected;
  }

  private static double[] softmax(SoftmaxTask task, double[] of, int weights, int bias, int size) {
    double[] logits = Arrays.copyOfRange(task.bias(), bias, bias + size);
    for (int id = 0; id < size; id++) {
      for (int unit = 0; unit < of.length; unit++) {
        logits[id] += of[unit] * task.weights()[weights + id * of.length + unit];
      }
    }
    double largest = Arrays.stream(logits).max().orElseThrow();
    double sum = Arrays.stream(logits).map(logit -> Math.exp(logit - largest)).sum();
    return Arrays.stream(logits).map(logit -> Math.exp(logit - largest) / sum).toArray();
  }

  static double[] probabilities(SoftmaxClusters clusters, SoftmaxTask task, int row) {
    int hidden = clusters.hiddenSize();
    double[] of = Arrays.copyOfRange(task.hidden(), row * hidden, (row + 1) * hidden);
    double[] head = softmax(task, of, 0, 0, clusters.headOutputs());
    double[] all = Arrays.copyOf(head, clusters.vocabularySize());
    for (int i = 0; i < clusters.clusters(); i++) {
      double[] projected =
          projected(task.weights(), (int) clusters.projection(i), of, clusters.width(i));
      double[] within =
          softmax(task, projected, (int) clusters.vectors(i), clusters.biases(i), clusters.size(i));
      for (int id = 0; id < within.length; id++) {
        all[clusters.first(i) + id] = head[clusters.first(0) + i] * within[id];
      }
    }
    return all;
  }

  /** Returns the vectors of tokens, one after the other. */
  static double[] vectors(SoftmaxClusters clusters, double[] weights, int... ids) {
    int hidden = clusters.hiddenSize();
    double[] vectors = new double[ids.length * hidden];
    for (int row = 0; row < ids.length; row++) {
      int cluster = clusters.cluster(ids[row]);
      for (int unit = 0; unit < hidden; unit++) {
        if (cluster < 0) {
          vectors[row * hidden + unit] = weights[ids[row] * hidden + unit];
          continue;
        }
        for (int i = 0; i < clusters.width(cluster); i++) {
          vectors[row * hidden + unit] +=
              weights[narrow(clusters, cluster, ids[row]) + i]
                  * weights[(int) clusters.projection(cluster) + i * hidden + unit];
        }
      }
    }
    return vectors;
  }

  private static int narrow(SoftmaxClusters clusters, int cluster, int id) {
    return (int) clusters.vectors(cluster)
        + (id - clusters.first(cluster)) * clusters.width(cluster);
  }

  /** Returns the slopes of the sum of vectors times factors, by central differences. */
  static double[] gradients(
      SoftmaxClusters clusters, double[] weights, int[] ids, double... factors) {
    double[] changed = weights.clone();
    double[] slopes = new double[weights.length];
    for (int i = 0; i < weights.length; i++) {
      changed[i] = weights[i] + 1;
      double above = sum(vectors(clusters, changed, ids), factors);
      changed[i] = weights[i] - 1;
      slopes[i] = (above - sum(vectors(clusters, changed, ids), factors)) / 2; // of a quadratic
      changed[i] = weights[i];
    }
    return slopes;
  }

  private static double sum(double[] values, double... factors) {
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += values[i] * factors[i];
    }
    return sum;
  }
}
