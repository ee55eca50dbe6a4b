package org.rnnlm.model;

import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.rnnlm.layer.OneHotTokens;
import org.rnnlm.layer.TokenEmbedding;

/** How a network reads tokens. */
public enum TokenInput {
  /** As ids, [batch, 1, time]. */
  IDS,
  /** As one-hot vectors, [batch, vocabulary, time]: networks that begin with a layer of DL4J's. */
  ONE_HOT;

  public static TokenInput of(MultiLayerNetwork network) {
    Layer first = network.getLayer(0).conf().getLayer();
    boolean ids =
        first instanceof OneHotTokens
            || first instanceof TokenEmbedding
            || first instanceof EmbeddingSequenceLayer;
    return ids ? IDS : ONE_HOT;
  }
}
