package org.rnnlm.generate;

import java.util.Arrays;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.rnnlm.model.SequenceArrays;
import org.rnnlm.model.TokenInput;
import org.rnnlm.shard.SequenceMode;
import org.rnnlm.vocabulary.Codec;
import org.rnnlm.vocabulary.Vocabulary;

/**
 * Writes text with a network, token by token: a model of sentences writes one, to its END; others
 * go on from article to article. Changes the network's carried state, nothing else.
 */
public final class TextGenerator {
  private final MultiLayerNetwork network;
  private final TokenInput input;
  private final Vocabulary vocabulary;
  private final SequenceMode mode;

  /**
   * @param mode how articles became the sequences that the network was trained on
   */
  public TextGenerator(MultiLayerNetwork network, Vocabulary vocabulary, SequenceMode mode) {
    this.network = network;
    this.input = TokenInput.of(network);
    this.vocabulary = vocabulary;
    this.mode = mode;
  }

  /**
   * The prompt and what the model writes after it. Without a prompt the model begins an article or
   * a sentence.
   *
   * @param prompt token ids
   */
  public String write(int[] prompt, GenerationSpec spec) {
    TokenSampler sampler = new TokenSampler(spec.temperature(), spec.seed());
    int[] text = Arrays.copyOf(prompt, prompt.length + spec.length());
    int written = prompt.length;
    boolean stopsAtEnd = spec.stopAtEnd() || mode == SequenceMode.SENTENCE;
    network.rnnClearPreviousState();
    double[] next = read(withStart(prompt));
    while (written < text.length) {
      int token = sampler.draw(next);
      if (token == Vocabulary.END && stopsAtEnd) {
        break;
      }
      text[written++] = token;
      next = read(token);
    }
    network.rnnClearPreviousState();
    return new Codec(vocabulary).decode(Arrays.copyOf(text, written));
  }

  /** In the shards a sentence begins after START, an article after the END of the one before. */
  private int[] withStart(int[] prompt) {
    int[] tokens = new int[prompt.length + 1];
    tokens[0] =
        switch (mode) {
          case STREAM, WINDOW -> Vocabulary.END;
          case SENTENCE -> Vocabulary.START;
          case PAIR ->
              throw new IllegalStateException("a model of pairs writes targets of given sources");
        };
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
