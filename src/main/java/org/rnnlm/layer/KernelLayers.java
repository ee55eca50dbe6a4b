package org.rnnlm.layer;

import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.rnnlm.kernel.Kernels;

/** What holds for all layers of ours in a network. */
public final class KernelLayers {
  private KernelLayers() {}

  /**
   * Makes a network that has been initialized ready for use: chooses the kernels and ties
   * embeddings. A network without tied embeddings works without this too, with the best kernels
   * there are.
   */
  public static void prepare(MultiLayerNetwork network, Kernels kernels) {
    for (Layer layer : network.getLayers()) {
      if (layer instanceof KernelLayer ours) {
        ours.use(kernels);
      }
      if (layer instanceof TokenEmbeddingRuntime embedding) {
        embedding.tie(network.getOutputLayer());
      }
    }
  }

  /**
   * Frees the native memory of a network's kernels; DL4J does not do so when it closes a network.
   */
  public static void close(MultiLayerNetwork network) {
    for (Layer layer : network.getLayers()) {
      if (layer instanceof KernelLayer ours) {
        ours.close();
      }
    }
  }
}
