package org.rnnlm.jobs.specs;

import org.rnnlm.jobs.settings.Settings;
import org.rnnlm.model.Optimizer;
import org.rnnlm.model.OptimizerSpec;

/** What makes a step of a worker's gradient. */
final class OptimizerSpecs {
  private OptimizerSpecs() {}

  static OptimizerSpec of(Settings settings) {
    Optimizer method = settings.choice("train.optimizer", Optimizer.class);
    double beta1 = settings.decimal("train.beta1", 0, Limits.BELOW_ONE);
    double beta2 = share(settings, "train.beta2", method == Optimizer.RMSPROP ? 0.99 : 0.999);
    double momentum = share(settings, "train.momentum", method == Optimizer.NESTEROV ? 0.9 : 0);
    double decay = settings.decimal("train.weight-decay", 0, Double.MAX_VALUE);
    return settings.together(
        "train.momentum", () -> new OptimizerSpec(method, beta1, beta2, momentum, decay));
  }

  private static double share(Settings settings, String key, double auto) {
    return settings
        .autoOrDecimal(key, share -> share >= 0 && share < 1, "from 0 to below 1")
        .orElse(auto);
  }
}
