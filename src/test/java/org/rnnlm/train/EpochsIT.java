package org.rnnlm.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnlm.checkpoint.Retention;
import org.rnnlm.io.Folder;
import org.rnnlm.io.Json;
import org.rnnlm.kernel.Cell;
import org.rnnlm.model.Clipping;
import org.rnnlm.model.EmbeddingSpec;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.model.Networks;
import org.rnnlm.run.EpochMetrics;
import org.rnnlm.run.EpochSamples;
import org.rnnlm.run.RoundReport;
import org.rnnlm.run.RunFolder;
import org.rnnlm.run.TrainingState;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.text.Text;
import org.rnnlm.train.outer.InnerMoments;
import org.rnnlm.train.outer.OuterMethod;
import org.rnnlm.train.outer.OuterSpec;
import org.rnnlm.vectors.VectorFile;
import org.rnnlm.vocabulary.Vocabulary;

/** What happens at the ends of epochs: samples, names of checkpoints, and the next epoch's rate. */
class EpochsIT extends TrainingFixture {
  private static final ModelSpec MODEL =
      ModelSpec.of(Cell.GRU, 1, 6).with(EmbeddingSpec.trained(5));
  private static final SampleSpec SAMPLES = new SampleSpec(List.of(0.0, 0.5, 1.2), 23, 6, 5);

  private static TrainingSpec training(LearningRate.Schedule schedule, double rate, int epochs) {
    LearningRate learningRate = new LearningRate(schedule, rate, 0);
    return TrainingSpec.of(AveragingSpec.of(2, 3), BatchSpec.whole(4), epochs, learningRate, 5)
        .with(new Clipping(0, 5));
  }

  private TrainingRun run(ShardSet data, TrainingSpec training, String name, Rates monitor) {
    RunFolder runFolder = Files.exists(folder.resolve(name)) ? opened(name) : created(name);
    RunSpec spec = new RunSpec(1, new Retention(100, 1, 0), SAMPLES);
    return new TrainingRun(spark, data, MODEL, training, spec, runFolder, monitor);
  }

  @Test
  void samplesAreTheSameOnAnyNumberOfCores() throws IOException {
    ShardSet data = SeparateCorpus.sentences(folder.resolve("data"), 60);
    TrainingSpec training = training(LearningRate.Schedule.CONSTANT, 0.01, 2);
    run(data, training, "two-cores", new Rates()).start();
    spark.stop();
    spark = spark("local[1]");
    try {
      run(data, training, "one-core", new Rates()).start();
    } finally {
      spark.stop();
      spark = spark("local[2]");
    }

    assertThat(samples("one-core")).isEqualTo(samples("two-cores"));
    assertThat(samples("one-core").keySet())
        .containsExactly("epoch-0001.json", "epoch-0001.txt", "epoch-0002.json", "epoch-0002.txt");
    EpochSamples first = read("one-core", "epoch-0001.json");
    EpochSamples second = read("one-core", "epoch-0002.json");
    assertThat(first.epoch()).isEqualTo(1);
    assertThat(first.samples())
        .extracting(EpochSamples.Sample::temperature)
        .containsExactly(0.0, 0.5, 1.2);
    assertThat(first.prompt()).isNotEmpty();
    assertThat(first.samples())
        .allSatisfy(one -> assertThat(one.text()).startsWith(first.prompt()));
    assertThat(second.prompt()).isNotEqualTo(first.prompt());
    assertThat(samples("one-core").get("epoch-0001.txt"))
        .contains("prompt:\n" + first.prompt())
        .contains("temperature 1.2:\n" + first.samples().get(2).text());
    assertThat(first.shown()).isEqualTo(first.samples().get(1).text());
  }

  @Test
  void checkpointsOfEpochsSayWhichTheyAre() throws IOException {
    ShardSet data = SmallCorpus.write(folder.resolve("data"), 30);
    TrainingSpec training = training(LearningRate.Schedule.CONSTANT, 0.01, 1);
    TrainingState end = run(data, training, "run", new Rates()).start();

    String loss = Text.format("%.4f", end.epochs().get(0).validLoss());
    assertThat(folder.resolve("run/checkpoints").toFile().list())
        .containsExactlyInAnyOrder("round-000001", "round-000002-gru-1x6-epoch-01-loss-" + loss);
  }

  private EpochSamples read(String run, String file) throws IOException {
    return Json.read(samples(run).get(file), EpochSamples.class, file);
  }

  private TreeMap<String, String> samples(String run) {
    Folder samples =
        Folder.at(folder.resolve(run).resolve("samples").toString(), spark.hadoopConfiguration());
    TreeMap<String, String> texts = new TreeMap<>();
    samples.files().forEach(file -> texts.put(file, samples.readText(file)));
    return texts;
  }

  @Test
  void promptsAreConsecutiveTokensOfOneSequence() throws IOException {
    ShardSet data = SmallCorpus.write(folder.resolve("data"), 5);
    for (int length = 0; length <= 20; length += 2) {
      int[] prompt = SamplePrompt.draw(data, length, 3 + length).text();
      assertThat(prompt).hasSizeLessThanOrEqualTo(length);
      assertThat(prompt).hasSizeGreaterThanOrEqualTo(Math.min(length, SmallCorpus.LENGTH - 2));
      assertThat(prompt).isEqualTo(SamplePrompt.draw(data, length, 3 + length).text());
    }
  }

  @Test
  void theRateIsHalvedAfterARiseWhereverTheRunWasStopped() throws IOException {
    ShardSet data = SmallCorpus.write(folder.resolve("data"), 29);
    TrainingSpec training = training(LearningRate.Schedule.HALVE_ON_RISE, 1, 4);
    Rates whole = new Rates();
    TrainingState end = run(data, training, "whole", whole).start();
    double expected = 1;
    int roundsInEpoch = whole.rates.size() / 4;
    for (int epoch = 0; epoch < 4; epoch++) {
      boolean rose =
          epoch > 1
              && end.epochs().get(epoch - 1).trainLoss() > end.epochs().get(epoch - 2).trainLoss();
      expected /= rose ? 2 : 1;
      assertThat(whole.rates.subList(epoch * roundsInEpoch, (epoch + 1) * roundsInEpoch))
          .containsOnly(expected);
    }
    assertThat(expected).as("the loss rose at such a rate").isLessThan(1);

    assertThatThrownBy(() -> run(data, training, "cut", new Rates(3 * roundsInEpoch + 1)).start())
        .hasMessage("stopped");
    run(data, training, "cut", new Rates()).resume("");
    assertThat(parameters("cut")).isEqualTo(parameters("whole"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void pretrainedVectorsStayIfTheyAreFrozenAndAreTrainedIfNot(boolean frozen) throws IOException {
    ShardSet data = SmallCorpus.write(folder.resolve("data"), 37);
    ModelSpec model =
        ModelSpec.of(Cell.LSTM, 1, 6)
            .with(frozen ? EmbeddingSpec.frozen(5) : EmbeddingSpec.trained(5));
    Map<Integer, float[]> vectors = new HashMap<>();
    for (int id : new int[] {Vocabulary.END, 5, 7, 8}) {
      vectors.put(id, new float[] {0.1f * id, 1 / 3f, -id, 1e-20f, 0.7f});
    }
    String file = folder.resolve("vectors.txt").toString();
    VectorFile.write(file, spark.hadoopConfiguration(), data.vocabulary(), vectors);
    OuterSpec nesterov =
        new OuterSpec(OuterMethod.NESTEROV, 0.7, OptionalDouble.of(0.9), InnerMoments.AVERAGE);
    TrainingSpec training =
        TrainingSpec.of(
                AveragingSpec.of(3, 1).with(nesterov),
                BatchSpec.whole(4),
                1,
                new LearningRate(LearningRate.Schedule.CONSTANT, 0.02, 0),
                5)
            .with(new Clipping(0, 1));
    RunFolder runFolder = created("run");
    RunSpec spec = new RunSpec(1, new Retention(100, 1, 0), SAMPLES);
    TrainingState end =
        new TrainingRun(spark, data, model, training, spec, runFolder, new Rates())
            .from(VectorFile.read(file, spark.hadoopConfiguration(), 5, data.vocabulary()))
            .start();

    assertThat(end.position().rounds()).isGreaterThan(2);
    int values = 5 * data.vocabulary().size();
    float[] start =
        Networks.create(model, data.vocabulary().size(), 0.02, 5).params().data().asFloat();
    vectors.forEach((id, vector) -> System.arraycopy(vector, 0, start, 5 * id, 5));
    float[] trained = parameters("run");
    assertThat(Arrays.equals(trained, 0, values, start, 0, values)).isEqualTo(frozen);
    assertThat(Arrays.copyOfRange(trained, values, trained.length))
        .isNotEqualTo(Arrays.copyOfRange(start, values, start.length));
  }

  /** Notes the rates of rounds, and ends the run after some. */
  private static final class Rates implements TrainingMonitor {
    private final List<Double> rates = new ArrayList<>();
    private final int last;

    Rates() {
      this(Integer.MAX_VALUE);
    }

    Rates(int last) {
      this.last = last;
    }

    @Override
    public void started(TrainingState from, MemoryEstimate memory) {}

    @Override
    public void roundDone(RoundReport report, TrainingState state) {
      rates.add(report.learningRate());
      if (report.position().rounds() > last) {
        throw new IllegalStateException("stopped");
      }
    }

    @Override
    public void epochDone(EpochMetrics metrics, String sample, Folder checkpoint) {}
  }
}
