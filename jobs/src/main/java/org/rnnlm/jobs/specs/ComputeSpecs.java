package org.rnnlm.jobs.specs;

import org.rnnlm.jobs.settings.Settings;
import org.rnnlm.kernel.Bf16Choice;
import org.rnnlm.kernel.KernelChoice;
import org.rnnlm.kernel.KernelSpec;
import org.rnnlm.kernel.Kernels;
import org.rnnlm.model.ComputeSpec;

/** What computes a model on this machine: {@code compute}. */
public final class ComputeSpecs {
  private ComputeSpecs() {}

  /** What {@code compute.kernel} may say. */
  private enum KernelName {
    AUTO,
    ONEDNN,
    JAVA,
    DL4J
  }

  public static ComputeSpec of(Settings settings) {
    KernelName kernel = settings.choice("compute.kernel", KernelName.class);
    KernelChoice choice =
        switch (kernel) {
          case AUTO, DL4J -> KernelChoice.AUTO;
          case ONEDNN -> KernelChoice.ONEDNN;
          case JAVA -> KernelChoice.JAVA;
        };
    Bf16Choice bf16 = settings.choice("compute.bf16", Bf16Choice.class);
    KernelSpec kernels = settings.together("compute.bf16", () -> new KernelSpec(choice, bf16));
    settings.together(
        bf16 == Bf16Choice.ON ? "compute.bf16" : "compute.kernel", () -> Kernels.of(kernels));
    long cached = settings.integer("compute.cached-tokens", 0, Limits.ANY);
    long mean = settings.longInteger("compute.driver-mean-bytes", 0, Long.MAX_VALUE);
    long kept = settings.longInteger("compute.kept-network-bytes", 0, Long.MAX_VALUE);
    return new ComputeSpec(layers(kernel), kernels, cached, mean, kept);
  }

  /** Returns whose layers are asked for, whether or not this machine has their kernels. */
  public static ComputeSpec.Layers layers(Settings settings) {
    return layers(settings.choice("compute.kernel", KernelName.class));
  }

  private static ComputeSpec.Layers layers(KernelName kernel) {
    return kernel == KernelName.DL4J ? ComputeSpec.Layers.DL4J : ComputeSpec.Layers.RNNLM;
  }
}
