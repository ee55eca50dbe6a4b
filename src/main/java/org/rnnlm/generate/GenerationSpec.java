package org.rnnlm.generate;

import java.io.Serializable;
import java.util.List;

/**
 * How a text is drawn.
 *
 * @param length tokens to write
 * @param sampler how each of them is drawn
 * @param stops texts that it ends before, none of them empty
 * @param stopAtEnd whether the text ends where the model ends an article; it always ends where one
 *     of sentences ends the sentence
 * @param seed of the draws
 */
public record GenerationSpec(
    int length, SamplerSpec sampler, List<String> stops, boolean stopAtEnd, long seed)
    implements Serializable {
  public GenerationSpec {
    if (length < 1) {
      throw new IllegalArgumentException("length is " + length + ", it must be at least 1");
    }
    stops = List.copyOf(stops);
    if (stops.contains("")) {
      throw new IllegalArgumentException("a text to stop at is empty");
    }
  }

  /** Returns draws from the whole distribution, with no texts to stop at. */
  public GenerationSpec(int length, double temperature, boolean stopAtEnd, long seed) {
    this(length, SamplerSpec.at(temperature), List.of(), stopAtEnd, seed);
  }

  public double temperature() {
    return sampler.temperature();
  }

  /** Returns this specification with other draws. */
  public GenerationSpec withSeed(long other) {
    return new GenerationSpec(length, sampler, stops, stopAtEnd, other);
  }
}
