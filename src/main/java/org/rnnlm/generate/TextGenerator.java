package org.rnnlm.generate;

import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.rnnlm.model.Head;
import org.rnnlm.search.BeamSearch;
import org.rnnlm.search.BeamSpec;
import org.rnnlm.search.EndRule;
import org.rnnlm.search.Hypothesis;
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
          case TAGS -> throw new IllegalArgumentException("a tagger writes no text");
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
    return new Codec(vocabulary).decode(prompt) + after(prompt, spec).fresh();
  }

  /** Returns what the model writes after a prompt, as {@link #write} does, without the prompt. */
  public Continuation after(int[] prompt, GenerationSpec spec) {
    Continuation text = continuation(prompt, spec);
    goOn(mode.opened(prompt), text);
    return text;
  }

  /**
   * Returns what the model writes after what it has read.
   *
   * @param read token ids as they stand in the shards, at least one: a sentence with its START, or
   *     text from anywhere
   * @return token ids, without the END that the text stopped at
   */
  public int[] goOn(int[] read, GenerationSpec spec) {
    Continuation text = continuation(read, spec);
    goOn(read, text);
    return text.tokens();
  }

  private Continuation continuation(int[] before, GenerationSpec spec) {
    return new Continuation(vocabulary, before, stopsAtEnd(spec), spec);
  }

  private boolean stopsAtEnd(GenerationSpec spec) {
    return spec.stopAtEnd() || mode == SequenceMode.SENTENCE;
  }

  private void goOn(int[] read, Continuation text) {
    double[] next = begin(read);
    while (text.ending().isEmpty()) {
      int token = text.extend(next);
      if (text.ending().isEmpty()) {
        next = reader.read(token);
      }
    }
    reader.restart();
  }

  /**
   * Returns the prompt and the likeliest text after it that a beam search finds.
   *
   * @param prompt token ids
   * @param spec of its length, the texts to stop at, and whether END ends it; how tokens are drawn
   *     does not matter
   * @param lengthPenalty see {@link Hypothesis#score}
   */
  public String search(int[] prompt, GenerationSpec spec, int width, double lengthPenalty) {
    return new Codec(vocabulary).decode(prompt)
        + searchAfter(prompt, spec, width, lengthPenalty).fresh();
  }

  /** Returns what {@link #search(int[], GenerationSpec, int, double)} finds, without the prompt. */
  public Continuation searchAfter(
      int[] prompt, GenerationSpec spec, int width, double lengthPenalty) {
    BeamSpec beam = new BeamSpec(width, lengthPenalty, spec.length());
    EndRule ends = stopsAtEnd(spec) ? EndRule.ALLOWED : EndRule.TEXT;
    Hypothesis best = search(mode.opened(prompt), beam, ends).get(0);
    Continuation text = continuation(prompt, spec);
    text.take(best.tokens());
    return text;
  }

  /**
   * Returns the texts that a beam search ends with, the best first.
   *
   * @param read as {@link #goOn} takes it
   */
  public List<Hypothesis> search(int[] read, BeamSpec spec, EndRule ends) {
    double[] first = LogProbabilities.of(begin(read));
    return new BeamSearch(reader.beams(), spec, ends).search(first);
  }

  /** Returns the distribution that the first token after those read is drawn from. */
  double[] begin(int[] read) {
    reader.restart();
    return reader.read(read);
  }
}
