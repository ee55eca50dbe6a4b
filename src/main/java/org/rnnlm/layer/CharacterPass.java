package org.rnnlm.layer;

import java.util.Map;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The characters of a batch's words, from a network's input to the rows of its embedding. */
final class CharacterPass {
  private final CharacterReader reader;
  private final CharacterConvolution convolution;
  private SpelledWords words;

  CharacterPass(CharacterReader reader) {
    this.reader = reader;
    this.convolution = new CharacterConvolution(reader);
  }

  /** Takes words, and returns their ids. */
  Tokens words(INDArray input, long vocabularySize) {
    words = SpelledWords.of(input, vocabularySize, reader.symbols());
    return words.tokens();
  }

  /**
   * Writes what the words become.
   *
   * @param to the first word's place; the others follow at a stride
   */
  void forward(Map<String, INDArray> parameters, FloatPointer to, int stride) {
    float[] values =
        convolution.forward(
            words,
            values(parameters, EmbeddingParameters.CHARACTERS),
            values(parameters, EmbeddingParameters.FILTERS),
            values(parameters, EmbeddingParameters.BIASES));
    for (int word = 0; word < words.words(); word++) {
      to.getPointer((long) word * stride).put(values, word * reader.filters(), reader.filters());
    }
  }

  /**
   * Overwrites the gradients of its parameters.
   *
   * @param from the gradient of the first word's values; the others follow at a stride
   */
  void backward(
      FloatPointer from,
      int stride,
      Map<String, INDArray> parameters,
      Map<String, INDArray> gradients) {
    float[] ofWords = new float[words.words() * reader.filters()];
    for (int word = 0; word < words.words(); word++) {
      from.getPointer((long) word * stride).get(ofWords, word * reader.filters(), reader.filters());
    }
    float[] characters = values(parameters, EmbeddingParameters.CHARACTERS);
    float[] filters = values(parameters, EmbeddingParameters.FILTERS);
    float[] ofCharacters = new float[characters.length];
    float[] ofFilters = new float[filters.length];
    float[] ofBiases = new float[reader.filters()];
    convolution.backward(ofWords, characters, filters, ofCharacters, ofFilters, ofBiases);
    set(gradients, EmbeddingParameters.CHARACTERS, ofCharacters);
    set(gradients, EmbeddingParameters.FILTERS, ofFilters);
    set(gradients, EmbeddingParameters.BIASES, ofBiases);
  }

  private static float[] values(Map<String, INDArray> parameters, String key) {
    INDArray array = parameters.get(key);
    float[] values = new float[Math.toIntExact(array.length())];
    SequenceArray.pointer(array).get(values);
    return values;
  }

  private static void set(Map<String, INDArray> gradients, String key, float[] values) {
    SequenceArray.pointer(gradients.get(key)).put(values);
  }
}
