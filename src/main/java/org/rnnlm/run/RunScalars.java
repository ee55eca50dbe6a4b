package org.rnnlm.run;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The numbers of a run by the names that other tools show them under, TensorBoard and MLflow alike.
 * What is not known, or is no finite number, is left out.
 */
public final class RunScalars {
  private RunScalars() {}

  /** Returns those of a round, without the loss of a validation after it. */
  public static SortedMap<String, Double> of(RoundMetrics round) {
    GradientNorms gradients = round.gradients();
    SortedMap<String, Double> scalars = new TreeMap<>();
    put(scalars, "loss/train", round.loss());
    put(scalars, "learning_rate", round.learningRate());
    put(scalars, "gradient_norm/mean", gradients.mean());
    put(scalars, "gradient_norm/largest", gradients.largest());
    put(scalars, "gradient_norm/clipped_share", gradients.clipped());
    put(scalars, "tokens_per_second", round.tokensPerSecond());
    return scalars;
  }

  /** Returns that of a validation within an epoch. */
  public static SortedMap<String, Double> of(Validation validation) {
    SortedMap<String, Double> scalars = new TreeMap<>();
    put(scalars, "loss/valid", validation.loss());
    return scalars;
  }

  /** Returns those of an epoch that is done. */
  public static SortedMap<String, Double> of(EpochMetrics epoch) {
    SortedMap<String, Double> scalars = new TreeMap<>();
    put(scalars, "loss/train_epoch", epoch.trainLoss());
    put(scalars, "loss/valid", epoch.validLoss());
    put(scalars, "epoch", epoch.epoch());
    epoch.measures().forEach((name, value) -> put(scalars, "measures/" + name, value));
    return scalars;
  }

  private static void put(SortedMap<String, Double> scalars, String name, double value) {
    if (Double.isFinite(value)) {
      scalars.put(name, value);
    }
  }
}
