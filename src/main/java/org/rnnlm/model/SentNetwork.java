package org.rnnlm.model;

import java.io.Serializable;
import java.util.Objects;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.factory.Nd4j;
import org.rnnlm.kernel.KernelSpec;

/**
 * A network on its way to another thread or machine, which makes one of its own of it.
 *
 * @param configuration the network's, as DL4J's JSON
 * @param parameters in DL4J's flattened order. Not copied
 * @param kernels that it is computed with
 */
public record SentNetwork(String configuration, float[] parameters, KernelSpec kernels)
    implements Serializable {

  public SentNetwork {
    Objects.requireNonNull(configuration, "configuration");
    Objects.requireNonNull(parameters, "parameters");
    Objects.requireNonNull(kernels, "kernels");
  }

  /**
   * Takes a copy of a network.
   *
   * @param network which stays its owner's
   * @param kernels that the copies are computed with
   */
  public static SentNetwork of(MultiLayerNetwork network, KernelSpec kernels) {
    return new SentNetwork(
        network.getLayerWiseConfigurations().toJson(),
        network.params().dup().data().asFloat(),
        kernels);
  }

  /** Returns a network of its own, to be released by who asked for it. */
  public MultiLayerNetwork network() {
    return filled(Networks.of(configuration, kernels, 0));
  }

  /** Gives these parameters to a network of the same shapes, and returns it. */
  public MultiLayerNetwork filled(MultiLayerNetwork network) {
    network.setParams(Nd4j.createFromArray(parameters).reshape(1, parameters.length));
    return network;
  }
}
