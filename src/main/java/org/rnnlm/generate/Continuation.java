package org.rnnlm.generate;

import java.util.Arrays;
import java.util.Optional;
import org.rnnlm.io.Hashes;
import org.rnnlm.vocabulary.GrowingText;
import org.rnnlm.vocabulary.Vocabulary;

/**
 * A text that a model is writing, token by token: who reads with the network hands in what it says
 * of the next token, until the text is over.
 */
public final class Continuation {
  private final GenerationSpec spec;
  private final boolean stopsAtEnd;
  private final TokenSampler sampler;
  private final GrowingText text;
  private final StopTexts stops;
  private final StringBuilder fresh = new StringBuilder();
  private int[] written = new int[16];
  private int count;
  private Optional<Ending> ending = Optional.empty();

  /**
   * @param before tokens of the text that it goes on from. The draws follow from them too: two
   *     texts whose draws were the same would soon be the same text
   * @param stopsAtEnd whether END ends the text; it is a token like others otherwise
   */
  public Continuation(
      Vocabulary vocabulary, int[] before, boolean stopsAtEnd, GenerationSpec spec) {
    this.spec = spec;
    this.stopsAtEnd = stopsAtEnd;
    this.sampler =
        new TokenSampler(spec.sampler(), Hashes.seed(spec.seed(), Arrays.hashCode(before)));
    this.text = new GrowingText(vocabulary);
    this.stops = new StopTexts(spec.stops());
    sampler.read(before);
    Arrays.stream(before).forEach(text::add);
  }

  /**
   * Draws the next token.
   *
   * @param next its distribution over all ids
   * @return the token; END where it ended the text
   */
  public int extend(double[] next) {
    int token = sampler.draw(next);
    extend(token);
    return token;
  }

  /** Goes on with a token that was found otherwise. */
  public void extend(int token) {
    if (ending.isPresent()) {
      throw new IllegalStateException("the text is over");
    }
    if (token == Vocabulary.END && stopsAtEnd) {
      close(Ending.END);
      return;
    }
    sampler.read(token);
    if (count == written.length) {
      written = Arrays.copyOf(written, 2 * count);
    }
    written[count++] = token;
    fresh.append(stops.add(text.add(token)));
    if (stops.found()) {
      ending = Optional.of(Ending.STOP);
    } else if (count == spec.length()) {
      close(Ending.LENGTH);
    }
  }

  /** Goes on with a whole text that was found otherwise, which END ends if nothing else does. */
  public void take(int[] tokens) {
    for (int i = 0; i < tokens.length && ending.isEmpty(); i++) {
      extend(tokens[i]);
    }
    if (ending.isEmpty()) {
      extend(Vocabulary.END);
    }
  }

  private void close(Ending why) {
    fresh.append(stops.add(text.end()));
    fresh.append(stops.end());
    ending = Optional.of(stops.found() ? Ending.STOP : why);
  }

  /** Returns why the text is over; empty while it goes on. */
  public Optional<Ending> ending() {
    return ending;
  }

  /**
   * Returns what has come since the last call and stays: neither part of a character, nor what may
   * be the beginning of a stop text, nor anything from a stop text on.
   */
  public String fresh() {
    String all = fresh.toString();
    fresh.setLength(0);
    return all;
  }

  /** Returns the tokens written, those of a stop text too, without the END that it ended with. */
  public int[] tokens() {
    return Arrays.copyOf(written, count);
  }
}
