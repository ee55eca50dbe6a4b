package org.rnnlm.generate;

import java.util.Arrays;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.rnnlm.model.Head;
import org.rnnlm.shard.SequenceMode;
import org.rnnlm.vocabulary.Codec;
import org.rnnlm.vocabulary.Vocabulary;

/**
 * Writes text with a network, token by token: a model of sentences writes one, to its END; others
 * go on from article to article. Changes the network's carried state, nothing else.
 */
public final class TextGenerator {
  private final Reader reader;
  private final Vocabulary vocabulary;
  private final SequenceMode mode;

  /**
   * @param mode how articles became the sequences that the network was trained on
   */
  public TextGenerator(MultiLayerNetwork network, Vocabulary vocabulary, SequenceMode mode) {
    this(network, vocabulary, mode, 0);
  }

  /**
   * @param window tokens after which the network predicts one; does not matter for networks that
   *     predict at every step
   * @throws IllegalArgumentException if the network tells classes, and no tokens
   */
  public TextGenerator(
      MultiLayerNetwork network, Vocabulary vocabulary, SequenceMode mode, int window) {
    this.reader =
        switch (Head.of(network, mode)) {
          case EVERY_STEP -> new StepReader(network, vocabulary.size());
          case NEXT_TOKEN -> new WindowReader(network, vocabulary.size(), window);
          case CLASS -> throw new IllegalArgumentException("a classifier writes no text");
        };
    this.vocabulary = vocabulary;
    this.mode = mode;
  }

  /**
   * Returns the prompt and what the model writes after it. Without a prompt the model begins an
   * article or a sentence.
   *
   * @param prompt token ids
   */
  public String write(int[] prompt, GenerationSpec spec) {
    int[] written = goOn(withStart(prompt), spec);
    int[] text = Arrays.copyOf(prompt, prompt.length + written.length);
    System.arraycopy(written, 0, text, prompt.length, written.length);
    return new Codec(vocabulary).decode(text);
  }

  /**
   * Returns what the model writes after what it has read.
   *
   * @param read token ids as they stand in the shards, at least one: a sentence with its START, or
   *     text from anywhere
   * @return token ids, without the END that the text stopped at
   */
  public int[] goOn(int[] read, GenerationSpec spec) {
    TokenSampler sampler = new TokenSampler(spec.temperature(), spec.seed());
    int[] written = new int[spec.length()];
    int count = 0;
    boolean stopsAtEnd = spec.stopAtEnd() || mode == SequenceMode.SENTENCE;
    double[] next = begin(read);
    while (count < written.length) {
      int token = sampler.draw(next);
      if (token == Vocabulary.END && stopsAtEnd) {
        break;
      }
      written[count++] = token;
      next = count < written.length ? reader.read(token) : next;
    }
    reader.restart();
    return Arrays.copyOf(written, count);
  }

  /** Returns the distribution that the first token after those read is drawn from. */
  double[] begin(int[] read) {
    reader.restart();
    return reader.read(read);
  }

  /** In the shards a sentence begins after START, an article after the END of the one before. */
  private int[] withStart(int[] prompt) {
    int[] tokens = new int[prompt.length + 1];
    tokens[0] =
        switch (mode) {
          case STREAM, WINDOW -> Vocabulary.END;
          case SENTENCE, LABELLED -> Vocabulary.START;
          case PAIR ->
              throw new IllegalStateException("a model of pairs writes targets of given sources");
        };
    System.arraycopy(prompt, 0, tokens, 1, prompt.length);
    return tokens;
  }
}
