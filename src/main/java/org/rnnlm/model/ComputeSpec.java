package org.rnnlm.model;

import java.io.Serializable;
import java.util.Objects;
import org.rnnlm.kernel.KernelSpec;

/**
 * What a model is computed with.
 *
 * @param layers whose layers a new network has
 * @param kernels that ours compute with
 */
public record ComputeSpec(Layers layers, KernelSpec kernels) implements Serializable {
  /** Our layers on the best kernels there are. */
  public static final ComputeSpec AUTO = new ComputeSpec(Layers.RNNLM, KernelSpec.AUTO);

  public ComputeSpec {
    Objects.requireNonNull(layers, "layers");
    Objects.requireNonNull(kernels, "kernels");
  }

  /** Whose layers. */
  public enum Layers {
    RNNLM,
    /** DL4J's own, as a baseline. */
    DL4J
  }
}
