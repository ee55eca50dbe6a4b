package org.rnnlm.train;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rnnlm.kernel.TargetWeights;

/**
 * How much the classes of a classifier count in training: a sequence's loss and gradient are
 * multiplied by its class's weight. The mean is still over sequences, so weights whose mean over
 * the training split is 1 leave the size of steps as it is. Scores weigh nothing.
 *
 * @param balanced whether they follow from how often each class occurs, once that is known
 * @param values of the classes, in the order of their ids; none where all count alike or it is not
 *     known yet
 */
public record ClassWeights(boolean balanced, List<Double> values) implements Serializable {
  /** All count alike. */
  public static final ClassWeights EQUAL = new ClassWeights(false, List.of());

  /** They follow from how often each occurs. */
  public static final ClassWeights BALANCED = new ClassWeights(true, List.of());

  public ClassWeights {
    values = List.copyOf(values);
    for (double value : values) {
      if (!(value >= 0 && value <= Float.MAX_VALUE)) {
        throw new IllegalArgumentException(
            "the weight of a class is " + value + ", it must be at least 0");
      }
    }
    if (!values.isEmpty() && values.stream().allMatch(value -> value == 0)) {
      throw new IllegalArgumentException("all classes have a weight of 0: nothing would be learnt");
    }
  }

  /** Returns these weights of the classes, in the order of their ids. */
  public static ClassWeights of(List<Double> values) {
    return new ClassWeights(false, values);
  }

  /** Returns whether all classes count alike. */
  public boolean areEqual() {
    return !balanced && values.isEmpty();
  }

  /**
   * Returns weights by inverse frequency: that of a class is the number of all sequences over its
   * own times the number of classes, of those that occur. Their mean over the sequences is 1.
   *
   * @param counts of the training split's sequences, by class
   */
  static ClassWeights balancing(long... counts) {
    long all = 0;
    int occurring = 0;
    for (long count : counts) {
      all += count;
      occurring += count > 0 ? 1 : 0;
    }
    List<Double> values = new ArrayList<>();
    for (long count : counts) {
      values.add(count == 0 ? 1 : (double) all / ((double) occurring * count));
    }
    return new ClassWeights(true, values);
  }

  /** Returns them by the names of the classes. */
  Map<String, Double> by(List<String> classes) {
    Map<String, Double> named = new LinkedHashMap<>();
    for (int id = 0; id < values.size(); id++) {
      named.put(classes.get(id), values.get(id));
    }
    return named;
  }

  /** Returns them as kernels know them. */
  TargetWeights ofTargets() {
    if (values.isEmpty()) {
      return TargetWeights.EQUAL;
    }
    float[] weights = new float[values.size()];
    for (int id = 0; id < weights.length; id++) {
      weights[id] = values.get(id).floatValue();
    }
    return TargetWeights.of(weights);
  }
}
