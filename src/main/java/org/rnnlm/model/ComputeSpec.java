package org.rnnlm.model;

import java.io.Serializable;
import java.util.Objects;
import org.rnnlm.kernel.KernelPlan;
import org.rnnlm.kernel.KernelSpec;

/**
 * What a model is computed with.
 *
 * @param layers whose layers a new network has
 * @param kernels that ours compute with
 * @param cachedTokens how many tokens of decoded shards a process keeps for its workers' next
 *     rounds; 0 for none
 * @param driverMeanBytes what all workers became in a round, up to which the driver takes the mean
 *     of it; of more the executors do
 * @param keptNetworkBytes what the networks may take together that a process keeps for its workers'
 *     next rounds; 0 for none
 */
public record ComputeSpec(
    Layers layers,
    KernelSpec kernels,
    long cachedTokens,
    long driverMeanBytes,
    long keptNetworkBytes)
    implements Serializable {
  /** About 100 MB in a heap: fewer where sequences are long. */
  public static final long CACHED_TOKENS = 1L << 24;

  /** Eight workers have so much together whose parameters and moments are 4 million floats each. */
  public static final long DRIVER_MEAN_BYTES = 128L << 20;

  /** Eight networks of 2 x 256 take so much, training batches of 32 x 50 characters. */
  public static final long KEPT_NETWORK_BYTES = 1L << 29;

  /** Our layers on the best kernels there are. */
  public static final ComputeSpec AUTO = new ComputeSpec(Layers.RNNLM, KernelSpec.AUTO);

  public ComputeSpec {
    Objects.requireNonNull(layers, "layers");
    Objects.requireNonNull(kernels, "kernels");
    if (cachedTokens < 0) {
      throw new IllegalArgumentException(
          "cached tokens are " + cachedTokens + ", they must be at least 0 (0: none)");
    }
    if (driverMeanBytes < 0) {
      throw new IllegalArgumentException(
          "bytes of the driver's mean are " + driverMeanBytes + ", they must be at least 0");
    }
    if (keptNetworkBytes < 0) {
      throw new IllegalArgumentException(
          "bytes of kept networks are "
              + keptNetworkBytes
              + ", they must be at least 0 (0: none is kept)");
    }
  }

  /** Makes a specification that keeps as much, and has as much at the driver, as is usual. */
  public ComputeSpec(Layers layers, KernelSpec kernels) {
    this(layers, kernels, CACHED_TOKENS, DRIVER_MEAN_BYTES, KEPT_NETWORK_BYTES);
  }

  /** Returns this specification with the kernels in the forms of a plan. */
  public ComputeSpec with(KernelPlan plan) {
    return new ComputeSpec(
        layers, kernels.with(plan), cachedTokens, driverMeanBytes, keptNetworkBytes);
  }

  /** Whose layers. */
  public enum Layers {
    RNNLM,
    /** DL4J's own, as a baseline. */
    DL4J
  }
}
