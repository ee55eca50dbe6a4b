package org.rnnlm.layer;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Token ids [batch, 1, time] to one-hot vectors [batch, vocabulary, time]. For small vocabularies,
 * as characters have; a {@link TokenEmbedding} is the input for large ones.
 */
public final class OneHotTokens extends PlainLayer {
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
  OneHotTokensRuntime runtime(NeuralNetConfiguration configuration, DataType dataType) {
    return new OneHotTokensRuntime(configuration, dataType);
  }

  @Override
  public InputType getOutputType(int index, InputType input) {
    return InputType.recurrent(vocabularySize);
  }

  @Override
  long kept(InputType input) {
    return 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OneHotTokens that
        && super.equals(that)
        && vocabularySize == that.vocabularySize;
  }

  @Override
  public int hashCode() {
    return 31 * super.hashCode() + vocabularySize;
  }
}
