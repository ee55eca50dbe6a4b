package org.rnnlm.jobs.specs;

import java.util.OptionalDouble;
import org.rnnlm.jobs.settings.Settings;
import org.rnnlm.model.Optimizer;
import org.rnnlm.train.outer.InnerMoments;
import org.rnnlm.train.outer.OuterMethod;
import org.rnnlm.train.outer.OuterSpec;
import org.rnnlm.train.outer.RoundDeltas;

/** How what workers have learnt in a round becomes one model. */
final class OuterSpecs {
  private OuterSpecs() {}

  static OuterSpec of(Settings settings) {
    OuterMethod method = settings.choice("train.outer-optimizer", OuterMethod.class);
    double rate = settings.decimal("train.outer-rate", Limits.ABOVE_ZERO, Double.MAX_VALUE);
    OptionalDouble momentum = outerMomentum(settings);
    InnerMoments moments = settings.choice("train.moments", InnerMoments.class);
    OuterSpec outer =
        settings.together(
            "train.outer-optimizer", () -> new OuterSpec(method, rate, momentum, moments));
    RoundDeltas deltas = settings.choice("train.round-deltas", RoundDeltas.class);
    return settings.together("train.round-deltas", () -> outer.with(deltas));
  }

  /** Returns what the workers' learning rate is multiplied by. */
  static double rateScale(Settings settings, OuterSpec outer, Optimizer optimizer, int workers) {
    return settings
        .autoOrDecimal("train.rate-scale", scale -> scale > 0, "above 0")
        .orElseGet(
            () ->
                optimizer.adaptive()
                    ? outer.method().rateScale(workers)
                    : outer.rateScaleOfGradients(workers));
  }

  private static OptionalDouble outerMomentum(Settings settings) {
    return settings.autoOrDecimal(
        "train.outer-momentum", momentum -> momentum >= 0 && momentum < 1, "from 0 to below 1");
  }
}
