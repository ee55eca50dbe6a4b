package org.rnnlm.generate;

import java.util.Arrays;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.rnnlm.model.SequenceArrays;
import org.rnnlm.model.TokenInput;
import org.rnnlm.vocabulary.Codec;
import org.rnnlm.vocabulary.Vocabulary;

/**
 * Writes text with a network, token by token. Changes the network's carried state, nothing else.
 */
public final class TextGenerator {
  private final MultiLayerNetwork network;
  private final TokenInput input;
  private final Vocabulary vocabulary;

  public TextGenerator(MultiLayerNetwork network, Vocabulary vocabulary) {
    this.network = network;
    this.input = TokenInput.of(network);
    this.vocabulary = vocabulary;
  }

  /**
   * The prompt and what the model writes after it. Without a prompt the model begins an article.
   *
   * @param prompt token ids
   */
  public String write(int[] prompt, GenerationSpec spec) {
    TokenSampler sampler = new TokenSampler(spec.temperature(), spec.seed());
    int[] text = Arrays.copyOf(prompt, prompt.length + spec.length());
    int written = prompt.length;
    network.rnnClearPreviousState();
    double[] next = read(withStart(prompt));
    while (written < text.length) {
      int token = sampler.draw(next);
      if (token == Vocabulary.END && spec.stopAtEnd()) {
        break;
      }
      text[written++] = token;
      next = read(token);
    }
    network.rnnClearPreviousState();
    return new Codec(vocabulary).decode(Arrays.copyOf(text, written));
  }

  /** In the shards an article begins after the END of the one before. */
  private static int[] withStart(int[] prompt) {
    int[] tokens = new int[prompt.length + 1];
    tokens[0] = Vocabulary.END;
    System.arraycopy(prompt, 0, tokens, 1, prompt.length);
    return tokens;
  }

  /** The distribution after the last of the tokens. */
  private double[] read(int... tokens) {
    INDArray output =
        network.rnnTimeStep(
            SequenceArrays.steps(tokens, input, vocabulary.size())); // [1, vocabulary, time]
    double[] probabilities = new double[vocabulary.size()];
    for (int id = 0; id < probabilities.length; id++) {
      probabilities[id] = output.getDouble(0, id, tokens.length - 1);
    }
    return probabilities;
  }
}
