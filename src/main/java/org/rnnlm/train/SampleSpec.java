package org.rnnlm.train;

import java.util.List;
import org.rnnlm.generate.GenerationSpec;
import org.rnnlm.io.Hashes;

/**
 * The texts that are written after each epoch.
 *
 * @param temperatures one text each, as in {@link GenerationSpec}; of none, nothing is written
 * @param length tokens to write of each
 * @param promptLength tokens of the validation split that all of them begin with; 0 for none
 * @param seed that prompts and draws follow from
 */
public record SampleSpec(List<Double> temperatures, int length, int promptLength, long seed) {
  private static final long PROMPT = 1;
  private static final long DRAWS = 2;

  public SampleSpec {
    temperatures = List.copyOf(temperatures);
    if (promptLength < 0) {
      throw new IllegalArgumentException(
          "prompt length is " + promptLength + ", it must be at least 0 (0: no prompt)");
    }
    for (double temperature : temperatures) {
      new GenerationSpec(length, temperature, false, seed); // which checks them
    }
  }

  /** Returns one text an epoch, without a prompt. */
  public SampleSpec(double temperature, int length, long seed) {
    this(List.of(temperature), length, 0, seed);
  }

  /** Returns whether anything is to be written. */
  public boolean anything() {
    return !temperatures.isEmpty();
  }

  long promptSeed(int epoch) {
    return Hashes.seed(seed, PROMPT, epoch);
  }

  /** At all temperatures the same random numbers are drawn. */
  GenerationSpec text(double temperature, int epoch) {
    return new GenerationSpec(length, temperature, false, Hashes.seed(seed, DRAWS, epoch));
  }
}
