package org.rnnlm.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Settings of models and their heads that do not fit together end a training before Spark starts.
 */
class HeadSettingsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "model.bidirectional=true|model.seed=1|model.seed",
        "model.bidirectional=true|model.layers=1|a bidirectional model cannot predict at every"
            + " step",
        "model.dense-size=8|model.layers=1|a dense layer stands behind one vector",
        "model.head=class|train.window=10|it cuts sequences into windows",
        "train.accumulate-batches=2|train.window=10|each window of a batch is a step of its own",
        "train.window-deviation=2|train.window=0|no windows whose length could vary",
        "train.window-halving=1|train.window=10|train.window-halving",
        "train.accumulate-batches=2|train.averaging=dl4j|baselines, take a step after each batch",
        "train.class-weights=[balanced]|model.layers=1|model.head = every-step has no classes",
        "train.class-weights=[1, much]|model.head=class|'much' is no number",
        "train.class-weights=[1, -2]|model.head=class|weight of a class is -2.0",
        "train.class-weights=[0, 0]|model.head=class|nothing would be learnt",
        "model.head=class|compute.kernel=dl4j|DL4J's own layers are a baseline for language models",
        "model.head=tags|train.window=10|it cuts sequences into windows",
        "model.head=tags|model.dense-size=8|a dense layer stands behind one vector",
        "model.head=tags|model.architecture=encoder-decoder|set model.head = every-step",
        "model.head=tags|compute.kernel=dl4j|DL4J's own layers are a baseline for language models",
        "model.tags=crf|model.layers=1|set model.head = tags",
        "model.embedding-dropout=0.1|model.layers=1|one-hot tokens have no vectors",
        "model.input-dropout=0.1|model.layers=1|one-hot tokens have no vectors",
        "model.weight-drop=0.5|compute.kernel=dl4j|DL4J's own layers have no GRU",
        "model.locked-dropout=true|compute.kernel=dl4j|DL4J's own layers have no GRU",
        "model.output-dropout=1|model.layers=1|from 0 to below 1",
        "train.activation-regularization=2|model.head=class|models that predict at every step",
        "train.temporal-regularization=1|model.head=tags|models that predict at every step",
        "train.temporal-regularization=1|compute.kernel=dl4j|penalize no activations",
        "train.average-decay=1|train.weight-average=ema|train.average-decay",
        "model.cell=min-gru|model.recurrent-dropout=0.2|a min-GRU sees nothing of that",
        "model.cell=qrnn|compute.kernel=dl4j|no GRU nor newer cell",
        "model.output=adaptive|model.head=class|over a vocabulary whose frequent tokens come first",
        "model.output=adaptive|compute.kernel=dl4j|DL4J's own layers have no adaptive softmax",
        "model.output-cutoffs=[20]|model.layers=1|a full softmax has no cutoffs",
        "model.output-cutoffs=[20, many]|model.output=adaptive|'many' is no id",
        "model.output-cutoffs=[20, 20]|model.output=adaptive|they must rise",
        "model.pooling=first|model.layers=1|model.pooling"
      })
  void theyAreNamedWithTheReason(String one, String other, String message) {
    assertRefused(one, other, message);
  }

  /** What no build for Spark 4 comes to, which has no baseline. */
  @Test
  @Tag("dl4j-spark")
  void theBaselineAveragesNoWeights() {
    assertRefused("train.weight-average=ema", "train.averaging=dl4j", "average no weights");
  }

  private static void assertRefused(String one, String other, String message) {
    Cli.Result result =
        Cli.run("train", "--data", "none", "--run", "none", "--set", one, "--set", other).expect(2);

    assertThat(result.err()).contains(message);
  }
}
