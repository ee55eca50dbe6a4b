package org.rnnlm.train;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.rnnlm.generate.TextGenerator;
import org.rnnlm.run.EpochSamples;
import org.rnnlm.run.EpochSamples.Sample;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.vocabulary.Codec;

/** Has a language model write an epoch's texts. */
final class SampleWriter {
  private SampleWriter() {}

  /** Has them written on the driver: the same whatever the cluster. */
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
}
