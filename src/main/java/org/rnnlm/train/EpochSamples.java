package org.rnnlm.train;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.rnnlm.generate.TextGenerator;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.text.Text;
import org.rnnlm.vocabulary.Codec;

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
   * @param temperature it was drawn at
   * @param text the prompt, and what the model wrote after it
   */
  public record Sample(double temperature, String text) {}

  public EpochSamples {
    samples = List.copyOf(samples);
  }

  /** Has them written, on the driver: the same whatever the cluster. */
  static EpochSamples write(MultiLayerNetwork network, ShardSet data, SampleSpec spec, int epoch) {
    SamplePrompt prompt = SamplePrompt.draw(data, spec.promptLength(), spec.promptSeed(epoch));
    Codec codec = new Codec(data.vocabulary());
    TextGenerator generator =
        new TextGenerator(
            network, data.vocabulary(), data.manifest().mode(), data.manifest().length());
    List<Sample> samples = new ArrayList<>();
    for (double temperature : spec.temperatures()) {
      int[] written = generator.goOn(prompt.read(), spec.text(temperature, epoch));
      samples.add(new Sample(temperature, codec.decode(prompt.with(written))));
    }
    return new EpochSamples(epoch, codec.decode(prompt.text()), samples);
  }

  /** The one to show where there is room for one: of the temperature in the middle of the list. */
  String shown() {
    return samples.get(samples.size() / 2).text();
  }

  /** For people. */
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
