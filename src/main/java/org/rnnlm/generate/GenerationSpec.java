package org.rnnlm.generate;

/**
 * How text is drawn.
 *
 * @param length tokens to write
 * @param temperature what log-probabilities are divided by before a token is drawn: below 1 the
 *     likely ones gain, above 1 the unlikely ones; 0 takes the likeliest each time
 * @param stopAtEnd whether the text ends where the model ends an article; it always ends where one
 *     of sentences ends the sentence
 * @param seed of the draws
 */
public record GenerationSpec(int length, double temperature, boolean stopAtEnd, long seed) {
  public GenerationSpec {
    if (length < 1) {
      throw new IllegalArgumentException("length is " + length + ", it must be at least 1");
    }
    if (!(temperature >= 0) || Double.isInfinite(temperature)) {
      throw new IllegalArgumentException(
          "temperature is " + temperature + ", it must be at least 0 (0: the likeliest token)");
    }
  }

  /** Returns this specification with other draws. */
  public GenerationSpec withSeed(long other) {
    return new GenerationSpec(length, temperature, stopAtEnd, other);
  }
}
