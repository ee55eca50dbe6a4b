package org.rnnlm.run;

import java.util.List;
import org.rnnlm.text.Text;

/**
 * The texts that a model wrote after an epoch; {@code samples/epoch-0003.json} of a run.
 *
 * @param epoch counted from 1
 * @param prompt that all of them begin with; empty for none
 * @param samples in the order of the temperatures asked for
 */
public record EpochSamples(int epoch, String prompt, List<Sample> samples) {
  /**
   * One text.
   *
   * @param temperature it was drawn at; NaN where it was not drawn, or that is not known
   * @param text the prompt, and what the model wrote after it
   */
  public record Sample(double temperature, String text) {
    public boolean drawn() {
      return !Double.isNaN(temperature);
    }
  }

  public EpochSamples {
    samples = List.copyOf(samples);
  }

  /** Returns a text that was not drawn: a classifier's table, or targets for given sources. */
  static EpochSamples plain(int epoch, String text) {
    return new EpochSamples(epoch, "", List.of(new Sample(Double.NaN, text)));
  }

  /**
   * Returns the one to show where there is room for one: of the temperature in the middle of the
   * list.
   */
  public String shown() {
    return samples.get(samples.size() / 2).text();
  }

  /** Returns all of them as one text for people. */
  String text() {
    StringBuilder text = new StringBuilder();
    if (!prompt.isEmpty()) {
      text.append("prompt:\n").append(prompt).append("\n\n");
    }
    for (Sample sample : samples) {
      text.append(Text.format("temperature %s:\n", sample.temperature()))
          .append(sample.text())
          .append("\n\n");
    }
    return text.substring(0, text.length() - 2);
  }
}
