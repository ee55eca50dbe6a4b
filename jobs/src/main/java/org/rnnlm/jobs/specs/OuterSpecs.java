package org.rnnlm.jobs.specs;

import java.util.OptionalDouble;
import org.rnnlm.jobs.settings.Settings;
import org.rnnlm.train.Averaging;
import org.rnnlm.train.outer.InnerMoments;
import org.rnnlm.train.outer.OuterMethod;
import org.rnnlm.train.outer.OuterSpec;

/** How what workers have learnt in a round becomes one model. */
final class OuterSpecs {
  private OuterSpecs() {}

  /** What {@code train.outer-optimizer} may say. */
  private enum OuterName {
    AUTO,
    AVERAGE,
    NESTEROV,
    BMUF
  }

  static OuterSpec of(Settings settings) {
    OuterMethod method = outerMethod(settings);
    double rate = settings.decimal("train.outer-rate", Limits.ABOVE_ZERO, Double.MAX_VALUE);
    OptionalDouble momentum = outerMomentum(settings);
    InnerMoments moments = settings.choice("train.moments", InnerMoments.class);
    return settings.together(
        "train.outer-optimizer", () -> new OuterSpec(method, rate, momentum, moments));
  }

  /** DL4J's training master knows but one. */
  private static OuterMethod outerMethod(Settings settings) {
    return switch (settings.choice("train.outer-optimizer", OuterName.class)) {
      case AUTO ->
          settings.choice("train.averaging", Averaging.class) == Averaging.DL4J
              ? OuterMethod.AVERAGE
              : OuterMethod.NESTEROV;
      case AVERAGE -> OuterMethod.AVERAGE;
      case NESTEROV -> OuterMethod.NESTEROV;
      case BMUF -> OuterMethod.BMUF;
    };
  }

  private static OptionalDouble outerMomentum(Settings settings) {
    String key = "train.outer-momentum";
    String given = settings.text(key);
    if (given.equals("auto")) {
      return OptionalDouble.empty();
    }
    try {
      double momentum = Double.parseDouble(given);
      if (momentum >= 0 && momentum < 1) {
        return OptionalDouble.of(momentum);
      }
    } catch (NumberFormatException notANumber) {
      // refused below
    }
    throw settings.refused(
        key, "is '" + given + "', it must be auto or a number from 0 to below 1");
  }
}
