package org.rnnlm.train;

import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.rnnlm.evaluate.ConfusionTable;
import org.rnnlm.evaluate.Score;
import org.rnnlm.evaluate.SpanTable;
import org.rnnlm.run.Confusion;
import org.rnnlm.run.EpochSamples;

/** Writes what a model makes after an epoch to the run's folder. */
final class EpochSample {
  private EpochSample() {}

  /**
   * Returns what is shown of it: a text; targets of a few sources where the model learns pairs; of
   * a classifier or tagger, which write none, how it did on the validation split. Empty, and
   * nothing is written, where no texts are asked for.
   */
  static String write(TrainingRun run, MultiLayerNetwork network, Score valid, int epoch) {
    if (run.model().head().kind().hasClasses()) {
      return written(run, epoch, table(valid, run.model().head().reads().classes()));
    }
    if (!run.spec().samples().anything()) {
      return "";
    }
    if (run.model().ofPairs()) {
      return written(run, epoch, PairSample.of(network, run.data()));
    }
    EpochSamples samples = SampleWriter.write(network, run.data(), run.spec().samples(), epoch);
    run.folder().samples().write(samples);
    return samples.shown();
  }

  private static String table(Score valid, List<String> classes) {
    String confusion =
        valid.confusion().equals(Confusion.NONE)
            ? ""
            : ConfusionTable.of(valid.confusion(), classes);
    return SpanTable.of(valid.tags()) + confusion;
  }

  private static String written(TrainingRun run, int epoch, String sample) {
    run.folder().samples().write(epoch, sample);
    return sample;
  }
}
