package org.rnnlm.layer;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.NoParamLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Token ids [batch, 1, time] to one-hot vectors [batch, vocabulary, time]. For small vocabularies,
 * as characters have; a {@link TokenEmbedding} is the input for large ones.
 */
public final class OneHotTokens extends NoParamLayer {
  private static final long serialVersionUID = 1L;

  @JsonProperty private int vocabularySize;

  /** Makes a layer for JSON to fill in. */
  OneHotTokens() {}

  public OneHotTokens(int vocabularySize) {
    if (vocabularySize < 1) {
      throw new IllegalArgumentException(
          "vocabulary size is " + vocabularySize + ", it must be at least 1");
    }
    this.vocabularySize = vocabularySize;
  }

  int vocabularySize() {
    return vocabularySize;
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration configuration,
      Collection<TrainingListener> listeners,
      int index,
      INDArray parametersView,
      boolean initialize,
      DataType dataType) {
    OneHotTokensRuntime layer = new OneHotTokensRuntime(configuration, dataType);
    layer.setListeners(listeners);
    layer.setIndex(index);
    return layer;
  }

  @Override
  public InputType getOutputType(int index, InputType input) {
    return InputType.recurrent(vocabularySize);
  }

  @Override
  public void setNIn(InputType input, boolean override) {
    // the vocabulary's size does not follow from the shape of ids
  }

  @Override
  public InputPreProcessor getPreProcessorForInputType(InputType input) {
    return null;
  }

  @Override
  public LayerMemoryReport getMemoryReport(InputType input) {
    InputType output = getOutputType(-1, input);
    return new LayerMemoryReport.Builder(layerName, OneHotTokens.class, input, output)
        .standardMemory(0, 0)
        .workingMemory(0, 0, 0, 0)
        .cacheMemory(0, 0)
        .build();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OneHotTokens that
        && super.equals(that)
        && vocabularySize == that.vocabularySize;
  }

  @Override
  protected boolean canEqual(Object other) {
    return other instanceof OneHotTokens;
  }

  @Override
  public int hashCode() {
    return 31 * super.hashCode() + vocabularySize;
  }
}
