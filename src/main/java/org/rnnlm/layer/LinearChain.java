package org.rnnlm.layer;

/**
 * A linear-chain conditional random field over the tags of a sentence (Lafferty, McCallum and
 * Pereira, ICML 2001): the score of tags y of n words is
 *
 * <pre>
 *   s(y) = start[y1] + e[1, y1] + sum over t of (transition[yt-1, yt] + e[t, yt]) + end[yn]
 * </pre>
 *
 * and their probability is exp(s(y)) divided by the sum of exp(s) over all sequences of tags, whose
 * logarithm the forward algorithm computes, so that nothing overflows. Values are doubles. One
 * thread at a time may use a chain.
 */
final class LinearChain {
  private final int tags;
  private final double[] transitions; // [tags + 2, tags]: from each tag, from the start, to the end
  private double[] forward = {}; // [steps, tags], logarithms
  private double[] backward = {};
  private final double[] terms;

  /**
   * @param transitions [tags + 2, tags]: the scores of a tag behind each tag, then behind the
   *     sentence's start, then before its end. Not copied
   */
  LinearChain(int tags, double[] transitions) {
    if (transitions.length != (tags + 2) * tags) {
      throw new IllegalArgumentException(
          transitions.length + " transitions among " + tags + " tags");
    }
    this.tags = tags;
    this.transitions = transitions;
    this.terms = new double[tags];
  }

  /** Returns the logarithm of the sum of exponentials, exactly where one of them is far above. */
  private static double logSum(double[] values) {
    double most = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      most = Math.max(most, value);
    }
    if (Double.isInfinite(most)) {
      return most;
    }
    double sum = 0;
    for (double value : values) {
      sum += Math.exp(value - most);
    }
    return most + Math.log(sum);
  }

  private double start(int tag) {
    return transitions[tags * tags + tag];
  }

  private double end(int tag) {
    return transitions[(tags + 1) * tags + tag];
  }

  /**
   * Returns the negative log-probability of a sentence's tags; 0 of a sentence without words.
   *
   * @param emissions [steps, tags] in this order, e above
   */
  double loss(double[] emissions, int... path) {
    if (path.length == 0) {
      return 0;
    }
    return partition(emissions, path.length) - score(emissions, path);
  }

  private double score(double[] emissions, int... path) {
    double score = start(path[0]) + end(path[path.length - 1]);
    for (int t = 0; t < path.length; t++) {
      score += emissions[t * tags + path[t]];
      score += t == 0 ? 0 : transitions[path[t - 1] * tags + path[t]];
    }
    return score;
  }

  /** Returns the logarithm of the sum over all tags, and keeps the forward sums. */
  private double partition(double[] emissions, int steps) {
    if (forward.length < steps * tags) {
      forward = new double[steps * tags];
    }
    for (int tag = 0; tag < tags; tag++) {
      forward[tag] = start(tag) + emissions[tag];
    }
    for (int t = 1; t < steps; t++) {
      for (int tag = 0; tag < tags; tag++) {
        for (int from = 0; from < tags; from++) {
          terms[from] = forward[(t - 1) * tags + from] + transitions[from * tags + tag];
        }
        forward[t * tags + tag] = logSum(terms) + emissions[t * tags + tag];
      }
    }
    for (int tag = 0; tag < tags; tag++) {
      terms[tag] = forward[(steps - 1) * tags + tag] + end(tag);
    }
    return logSum(terms);
  }

  private void sumBackward(double[] emissions, int steps) {
    if (backward.length < steps * tags) {
      backward = new double[steps * tags];
    }
    for (int tag = 0; tag < tags; tag++) {
      backward[(steps - 1) * tags + tag] = end(tag);
    }
    for (int t = steps - 2; t >= 0; t--) {
      for (int tag = 0; tag < tags; tag++) {
        for (int to = 0; to < tags; to++) {
          int next = (t + 1) * tags + to;
          terms[to] = transitions[tag * tags + to] + emissions[next] + backward[next];
        }
        backward[t * tags + tag] = logSum(terms);
      }
    }
  }

  /**
   * Returns the loss, and its gradients: expected counts less those of the tags.
   *
   * @param emissionGradients receives [steps, tags]
   * @param transitionGradients has [tags + 2, tags], which are added to
   */
  double train(
      double[] emissions, double[] emissionGradients, double[] transitionGradients, int... path) {
    int steps = path.length;
    double partition = partition(emissions, steps);
    sumBackward(emissions, steps);
    for (int t = 0; t < steps; t++) {
      for (int tag = 0; tag < tags; tag++) {
        int at = t * tags + tag;
        double marginal = Math.exp(forward[at] + backward[at] - partition);
        emissionGradients[at] = marginal - (path[t] == tag ? 1 : 0);
      }
    }
    for (int tag = 0; tag < tags; tag++) {
      transitionGradients[tags * tags + tag] += emissionGradients[tag];
      transitionGradients[(tags + 1) * tags + tag] += emissionGradients[(steps - 1) * tags + tag];
    }
    for (int t = 1; t < steps; t++) {
      addTransitions(emissions, t, partition, transitionGradients);
      transitionGradients[path[t - 1] * tags + path[t]] -= 1;
    }
    return partition - score(emissions, path);
  }

  /** Adds how likely each tag stands behind each before a step. */
  private void addTransitions(double[] emissions, int t, double partition, double[] gradients) {
    for (int to = 0; to < tags; to++) {
      double rest = emissions[t * tags + to] + backward[t * tags + to] - partition;
      for (int from = 0; from < tags; from++) {
        gradients[from * tags + to] +=
            Math.exp(forward[(t - 1) * tags + from] + transitions[from * tags + to] + rest);
      }
    }
  }

  /**
   * Returns the likeliest tags (Viterbi's algorithm). A tie is broken from the last word backwards,
   * for the lowest tag.
   *
   * @param steps of the sentence
   */
  int[] best(double[] emissions, int steps) {
    double[] scores = new double[tags];
    int[] before = new int[steps * tags];
    for (int tag = 0; tag < tags; tag++) {
      scores[tag] = start(tag) + emissions[tag];
    }
    for (int t = 1; t < steps; t++) {
      double[] next = new double[tags];
      for (int tag = 0; tag < tags; tag++) {
        for (int from = 0; from < tags; from++) {
          terms[from] = scores[from] + transitions[from * tags + tag];
        }
        int best = largest(terms);
        before[t * tags + tag] = best;
        next[tag] = terms[best] + emissions[t * tags + tag];
      }
      scores = next;
    }
    for (int tag = 0; tag < tags; tag++) {
      scores[tag] += end(tag);
    }
    int[] path = new int[steps];
    path[steps - 1] = largest(scores);
    for (int t = steps - 1; t > 0; t--) {
      path[t - 1] = before[t * tags + path[t]];
    }
    return path;
  }

  private static int largest(double[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      best = values[i] > values[best] ? i : best;
    }
    return best;
  }

  /** Returns the number of values that transitions among tags are. */
  static int transitions(int tags) {
    return Math.multiplyExact(Math.addExact(tags, 2), tags);
  }
}
