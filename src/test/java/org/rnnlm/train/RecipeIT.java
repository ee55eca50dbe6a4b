package org.rnnlm.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;
import org.rnnlm.checkpoint.Checkpoint;
import org.rnnlm.checkpoint.Retention;
import org.rnnlm.io.DataException;
import org.rnnlm.io.FloatFile;
import org.rnnlm.io.Hashes;
import org.rnnlm.kernel.Cell;
import org.rnnlm.layer.ActivationPenalty;
import org.rnnlm.layer.KernelLayers;
import org.rnnlm.model.ComputeSpec;
import org.rnnlm.model.DropoutSpec;
import org.rnnlm.model.EmbeddingSpec;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.model.Networks;
import org.rnnlm.model.Optimizer;
import org.rnnlm.model.OptimizerSpec;
import org.rnnlm.model.SequenceArrays;
import org.rnnlm.model.TokenInput;
import org.rnnlm.run.TrainingState;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.shard.TokenSequence;

/**
 * The recipe of Merity et al.: its dropouts, penalties and windows of several lengths train alike
 * wherever and however often a run is stopped, and so does the average of its weights.
 */
class RecipeIT extends SmallRunFixture {
  private static final ModelSpec RECIPE =
      ModelSpec.of(Cell.LSTM, 2, 6)
          .with(EmbeddingSpec.tied(5))
          .with(new DropoutSpec(0.2, 0, 0.5, 0.1, 0.3, 0.4, true));
  private static final ActivationPenalty PENALTY = new ActivationPenalty(2, 1);
  private static final BatchSpec WINDOWS = new BatchSpec(4, new WindowLengths(5, 0.3, 2));

  private static TrainingSpec training(int workers, WeightAverage average) {
    return training(workers, average, 2, 3);
  }

  private static TrainingSpec training(
      int workers, WeightAverage average, int epochs, double rate) {
    return TrainingSpec.of(AveragingSpec.of(workers, 3), BatchSpec.whole(4), epochs, rate(rate), 5)
        .with(CLIPPING)
        .with(new OptimizerSpec(Optimizer.SGD, 0, 0, 0, 1e-4))
        .with(PENALTY)
        .with(average);
  }

  private static WeightAverage average(WeightAverage.Kind kind) {
    return new WeightAverage(kind, 0, 0.8);
  }

  private static RunSpec validated() {
    RunSpec every = everyRound();
    return new RunSpec(
        1,
        TokenSpacing.NEVER,
        TokenSpacing.every(1),
        new Retention(100, 1, 0),
        RunLog.NONE,
        every.samples());
  }

  private TrainingRun run(ShardSet data, TrainingSpec training, String name, int stopAfter) {
    return new TrainingRun(
        spark, data, RECIPE, training, validated(), opened(name), new StopAfter(stopAfter));
  }

  private TrainingState whole(ShardSet data, TrainingSpec training, String name) {
    created(name);
    return run(data, training, name, Integer.MAX_VALUE).start();
  }

  private TrainingState stoppedAfterEveryRound(ShardSet data, TrainingSpec training, int rounds) {
    created("stopped");
    assertThatExceptionOfType(StopAfter.Stopped.class)
        .isThrownBy(() -> run(data, training, "stopped", 1).start());
    for (int round = 2; round < rounds; round++) {
      TrainingRun next = run(data, training, "stopped", round);
      assertThatExceptionOfType(StopAfter.Stopped.class).isThrownBy(() -> next.resume(""));
    }
    return run(data, training, "stopped", Integer.MAX_VALUE).resume("");
  }

  private Checkpoint checkpoint(String name, int round) {
    return opened(name).checkpoints().open(round);
  }

  /** Returns the parameters in a checkpoint that training goes on from. */
  private float[] trained(String name, int round) {
    Checkpoint checkpoint = checkpoint(name, round);
    float[] network = checkpoint.network().params().data().asFloat();
    return checkpoint
        .part(AveragedWeights.TRAINED)
        .map(file -> FloatFile.read(checkpoint.folder(), file, network.length))
        .orElse(network);
  }

  private float[] stored(String name, int round) {
    return checkpoint(name, round).network().params().data().asFloat();
  }

  @Test
  void oneWorkersDropoutsAndPenaltiesAreThoseOfAPlainLoop() throws IOException {
    ShardSet data = SmallCorpus.write(folder.resolve("data"), SEQUENCES);
    TrainingSpec training = training(1, WeightAverage.NONE);
    int rounds = whole(data, training, "run").position().rounds();

    int vocabulary = data.vocabulary().size();
    MultiLayerNetwork plain =
        Networks.create(RECIPE, vocabulary, training.optimizer(), 3, 5, ComputeSpec.AUTO);
    KernelLayers.penalize(plain, PENALTY);
    TokenMeanGradient gradient = new TokenMeanGradient(CLIPPING);
    plain.setListeners(gradient);
    for (int epoch = 0; epoch < 2; epoch++) {
      int step = 0;
      for (List<TokenSequence> batch : SmallCorpus.batches(data, training, epoch)) {
        if (step % 3 == 0) { // a round is three batches
          Nd4j.getRandom().setSeed(Hashes.seed(Hashes.seed(5, epoch, step / 3), 0));
        }
        step++;
        gradient.expect(batch.size(), batch.stream().mapToInt(TokenSequence::targets).sum());
        plain.fit(SequenceArrays.of(batch, TokenInput.IDS, vocabulary));
      }
    }
    assertThat(stored("run", rounds)).isEqualTo(plain.params().data().asFloat());
  }

  @Test
  void anExponentialAverageStandsInEveryCheckpointBesideATrainingThatKnowsNothingOfIt()
      throws IOException {
    ShardSet data = SmallCorpus.write(folder.resolve("data"), SEQUENCES);
    WeightAverage ema = average(WeightAverage.Kind.EMA);
    TrainingSpec training = training(2, ema).with(WINDOWS);
    TrainingState state = whole(data, training, "whole");
    int rounds = state.position().rounds();
    whole(data, training(2, WeightAverage.NONE).with(WINDOWS), "none");

    TrainingState resumed = stoppedAfterEveryRound(data, training, rounds);

    assertThat(rounds).isGreaterThan(3);
    double[] mean = new double[0];
    for (int round = 1; round <= rounds; round++) {
      float[] trained = trained("whole", round);
      assertThat(trained).as("round %d", round).isEqualTo(stored("none", round));
      assertThat(trained("stopped", round)).isEqualTo(trained);
      assertThat(stored("stopped", round)).isEqualTo(stored("whole", round));
      mean = averaged(mean, trained, ema.share(round, stepsOf(round, "whole")));
      assertClose(stored("whole", round), mean);
    }
    assertThat(stored("whole", rounds)).isNotEqualTo(trained("whole", rounds));
    assertThat(resumed.validLosses()).isEqualTo(state.validLosses());
  }

  private int stepsOf(int round, String name) {
    int before =
        round == 1 ? 0 : ReplicaState.of(checkpoint(name, round - 1).network()).iteration();
    return ReplicaState.of(checkpoint(name, round).network()).iteration() - before;
  }

  private static double[] averaged(double[] mean, float[] next, double share) {
    double[] result = new double[next.length];
    for (int i = 0; i < next.length; i++) {
      double before = mean.length == 0 ? next[i] : mean[i];
      result[i] = before + share * (next[i] - before);
    }
    return result;
  }

  private static void assertClose(float[] actual, double[] expected) {
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) actual[i]).isCloseTo(expected[i], within(1e-5));
    }
  }

  @Test
  void aTriggeredAverageIsThatOfAllRoundsSinceAndSoWhereverTheRunWasStopped() throws IOException {
    ShardSet data = SmallCorpus.write(folder.resolve("data"), SEQUENCES);
    WeightAverage triggered = average(WeightAverage.Kind.NT_ASGD);
    TrainingSpec training = training(2, triggered, 3, 40); // at which losses rise
    TrainingState state = whole(data, training, "whole");
    int rounds = state.position().rounds();
    OptionalInt begun = triggered.begun(state);
    assertThat(begun).as("losses %s", state.validLosses()).isPresent();
    int from = begun.getAsInt();
    assertThat(from).isBetween(1, rounds - 2);

    TrainingState resumed = stoppedAfterEveryRound(data, training, rounds);

    double[] mean = new double[0];
    List<Integer> averaged = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      assertThat(trained("stopped", round)).isEqualTo(trained("whole", round));
      assertThat(stored("stopped", round)).isEqualTo(stored("whole", round));
      if (checkpoint("whole", round).part(AveragedWeights.TRAINED).isPresent()) {
        averaged.add(round);
        mean = averaged(mean, trained("whole", round), 1.0 / (round - from));
        assertClose(stored("whole", round), mean);
      }
    }
    assertThat(averaged).hasSize(rounds - from).startsWith(from + 1);
    assertThat(resumed.validLosses()).isEqualTo(state.validLosses());
  }

  @Test
  void aRunWithAnAverageCannotGoOnWithoutItNorTheReverse() throws IOException {
    ShardSet data = SmallCorpus.write(folder.resolve("data"), SEQUENCES);
    TrainingSpec none = training(1, WeightAverage.NONE);
    TrainingSpec ema = training(1, average(WeightAverage.Kind.EMA));
    for (TrainingSpec first : List.of(none, ema)) {
      String name = "run-" + first.average().kind();
      created(name);
      assertThatExceptionOfType(StopAfter.Stopped.class)
          .isThrownBy(() -> run(data, first, name, 2).start());
      TrainingRun other = run(data, first == none ? ema : none, name, 9);
      assertThatExceptionOfType(DataException.class)
          .isThrownBy(() -> other.resume(""))
          .withMessageContainingAll("round-000002", "average of its weights", "weight-average");
    }
  }
}
