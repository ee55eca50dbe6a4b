package org.rnnlm.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.rnnlm.model.Networks;
import org.rnnlm.model.SequenceArrays;
import org.rnnlm.model.TokenInput;
import org.rnnlm.run.RunFolder;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.shard.TokenSequence;

/** Batches at rising rates, against a plain loop over them. */
class RateSweepIT extends SmallRunFixture {
  private static final int BATCHES = 24; // two epochs and some

  private TrainingRun run(ShardSet data) {
    RunFolder nowhere = RunFolder.unwritten("rnnlm-rate-sweep-it", new Configuration());
    return new TrainingRun(
        spark, data, MODEL, training(2, 1), everyRound(), nowhere, StopAfter.never());
  }

  @Test
  void eachBatchTrainsAtItsRateAsInAPlainLoopAndNothingIsWritten() throws IOException {
    ShardSet data = SmallCorpus.write(folder.resolve("data"), SEQUENCES);
    RateSweep sweep = new RateSweep(1e-3, 0.1, BATCHES);
    List<Integer> told = new ArrayList<>();
    TrainingRun run = run(data);

    RateCurve curve = sweep.of(run, (batch, rate, loss) -> told.add(batch));

    int vocabulary = data.vocabulary().size();
    MultiLayerNetwork plain = Networks.create(MODEL, vocabulary, 0.01, 5);
    TokenMeanGradient gradient = new TokenMeanGradient(CLIPPING);
    plain.setListeners(gradient);
    List<Double> losses = new ArrayList<>();
    for (int epoch = 0; losses.size() < BATCHES; epoch++) {
      for (List<TokenSequence> batch : SmallCorpus.batches(data, training(1, 1), epoch)) {
        if (losses.size() < BATCHES) {
          int tokens = batch.stream().mapToInt(TokenSequence::targets).sum();
          gradient.expect(batch.size(), tokens);
          plain.setLearningRate(sweep.rate(losses.size()));
          plain.fit(SequenceArrays.of(batch, TokenInput.IDS, vocabulary));
          losses.add(gradient.lossSum() / tokens);
        }
      }
    }
    assertThat(curve.losses()).isEqualTo(losses);
    assertThat(told).hasSize(BATCHES).startsWith(1, 2).endsWith(BATCHES);
    assertThat(curve.rates().get(BATCHES - 1)).isCloseTo(0.1, within(1e-12));
    assertThat(run.folder().folder().files()).isEmpty();
    assertThat(run.folder().folder().folders()).isEmpty();
  }

  @Test
  void aSweepEndsWhereTrainingDiverges() throws IOException {
    ShardSet data = SmallCorpus.write(folder.resolve("data"), SEQUENCES);

    RateCurve curve = new RateSweep(1, 1e9, BATCHES).of(run(data), (batch, rate, loss) -> {});

    assertThat(curve.diverging()).isPresent();
    assertThat(curve.losses().size()).isLessThan(BATCHES);
  }
}
