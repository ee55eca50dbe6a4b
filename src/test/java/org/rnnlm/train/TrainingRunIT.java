package org.rnnlm.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.factory.Nd4j;
import org.rnnlm.checkpoint.Retention;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Folder;
import org.rnnlm.kernel.Cell;
import org.rnnlm.model.Clipping;
import org.rnnlm.model.ComputeSpec;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.model.Networks;
import org.rnnlm.model.SequenceArrays;
import org.rnnlm.model.TokenInput;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.shard.TokenSequence;
import org.rnnlm.train.outer.InnerMoments;
import org.rnnlm.train.outer.OuterMethod;
import org.rnnlm.train.outer.OuterSpec;

/** What must always hold of training, bit for bit, on a real Spark. */
class TrainingRunIT {
  private static final ModelSpec MODEL = new ModelSpec(Cell.LSTM, 2, 6, 5, 0);
  private static final Clipping CLIPPING = new Clipping(0, 0.5);
  private static final int SEQUENCES = 37;
  private static JavaSparkContext spark;

  @TempDir private Path folder;

  @BeforeAll
  static void startSpark() {
    spark = spark("local[2]");
  }

  private static JavaSparkContext spark(String master) {
    return new JavaSparkContext(
        new SparkConf()
            .setMaster(master)
            .setAppName("TrainingRunIT")
            .set("spark.ui.enabled", "false"));
  }

  @AfterAll
  static void stopSpark() {
    spark.stop();
  }

  private static TrainingSpec training(int workers, int epochs) {
    return new TrainingSpec(Averaging.SHARDS, workers, 4, 3, epochs, rate(0.01), CLIPPING, 5);
  }

  private static TrainingSpec training(
      int workers, int epochs, RoundLengths rounds, OuterSpec outer) {
    return new TrainingSpec(
        Averaging.SHARDS,
        workers,
        4,
        rounds,
        outer,
        epochs,
        rate(0.01),
        CLIPPING,
        0,
        ComputeSpec.AUTO,
        5);
  }

  private static LearningRate rate(double constant) {
    return new LearningRate(LearningRate.Schedule.CONSTANT, constant, 0);
  }

  private static RunSpec everyRound() {
    return new RunSpec(1, new Retention(100, 1, 0), new SampleSpec(0.8, 10, 1));
  }

  private TrainingState run(
      ShardSet data, ModelSpec model, TrainingSpec training, String name, TrainingMonitor monitor) {
    RunFolder runFolder =
        RunFolder.create(folder.resolve(name).toString(), "", spark.hadoopConfiguration());
    return new TrainingRun(spark, data, model, training, everyRound(), runFolder, monitor).start();
  }

  @Test
  void resumingIsInvisibleWithDropoutAndAFallingLearningRate() throws IOException {
    ShardSet data = SmallCorpus.write(folder.resolve("data"), SEQUENCES);
    ModelSpec dropout = new ModelSpec(Cell.LSTM, 2, 6, 5, 0.5);
    LearningRate cosine = new LearningRate(LearningRate.Schedule.COSINE, 0.01, 20);
    TrainingSpec training = new TrainingSpec(Averaging.SHARDS, 2, 4, 3, 2, cosine, CLIPPING, 5);
    run(data, dropout, training, "whole", new Quiet());
    assertThatExceptionOfType(StopAfter.Stopped.class)
        .isThrownBy(() -> run(data, dropout, training, "stopped", new StopAfter(3)));
    new TrainingRun(spark, data, dropout, training, everyRound(), runFolder("stopped"), new Quiet())
        .resume("");
    assertThat(parameters("stopped")).isEqualTo(parameters("whole"));
  }

  @ParameterizedTest
  @EnumSource(
      value = OuterMethod.class,
      names = {"NESTEROV", "BMUF"})
  void resumingIsInvisibleToOuterMomentumKeptMomentsAndGrowingRounds(OuterMethod method)
      throws IOException {
    ShardSet data = SmallCorpus.write(folder.resolve("data"), SEQUENCES);
    OuterSpec outer = new OuterSpec(method, 0.9, OptionalDouble.of(0.6), InnerMoments.KEEP);
    TrainingSpec training = training(3, 2, new RoundLengths(1, 1.5, 3), outer);
    TrainingState whole = run(data, MODEL, training, "whole", new Quiet());
    assertThat(whole.position().rounds()).isGreaterThan(4);
    for (int rounds = 1; rounds < whole.position().rounds(); rounds++) {
      String name = "stopped-" + rounds;
      int last = rounds;
      assertThatExceptionOfType(StopAfter.Stopped.class)
          .isThrownBy(() -> run(data, MODEL, training, name, new StopAfter(last)));
      resume(data, training, name);
      assertThat(parameters(name)).isEqualTo(parameters("whole"));
    }
    assertThat(folder.resolve("whole/moments")).doesNotExist();
  }

  @Test
  void momentsThatASingleWorkerKeepsAreTheMean() throws IOException {
    ShardSet data = SmallCorpus.write(folder.resolve("data"), SEQUENCES);
    OuterSpec keep =
        new OuterSpec(OuterMethod.AVERAGE, 1, OptionalDouble.empty(), InnerMoments.KEEP);
    run(data, MODEL, training(1, 2), "mean", new Quiet());
    run(data, MODEL, training(1, 2, RoundLengths.constant(3), keep), "kept", new Quiet());
    assertThat(parameters("kept")).isEqualTo(parameters("mean"));
  }

  @Test
  void momentsThatWorkersKeepAreNotTheMean() throws IOException {
    ShardSet data = SmallCorpus.write(folder.resolve("data"), SEQUENCES);
    OuterSpec keep =
        new OuterSpec(OuterMethod.AVERAGE, 1, OptionalDouble.empty(), InnerMoments.KEEP);
    run(data, MODEL, training(2, 2), "mean", new Quiet());
    run(data, MODEL, training(2, 2, RoundLengths.constant(3), keep), "kept", new Quiet());
    assertThat(parameters("kept")).isNotEqualTo(parameters("mean"));
  }

  @Test
  void anotherOuterOptimizerIsRefusedWhenResuming() throws IOException {
    ShardSet data = SmallCorpus.write(folder.resolve("data"), SEQUENCES);
    assertThatExceptionOfType(StopAfter.Stopped.class)
        .isThrownBy(() -> run(data, MODEL, training(2, 2), "run", new StopAfter(2)));
    OuterSpec nesterov =
        new OuterSpec(OuterMethod.NESTEROV, 1, OptionalDouble.empty(), InnerMoments.AVERAGE);
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> resume(data, training(2, 2, RoundLengths.constant(3), nesterov), "run"))
        .withMessageContaining("round-000002")
        .withMessageContaining("outer optimizer");
  }

  @Test
  void theBestEpochsCheckpointStaysWhateverComesAfterAResume() throws IOException {
    ShardSet data = SmallCorpus.write(folder.resolve("data"), SEQUENCES);
    RunSpec few = new RunSpec(1, new Retention(1, 1, 0), everyRound().samples());
    RunFolder first =
        RunFolder.create(folder.resolve("run").toString(), "", spark.hadoopConfiguration());
    new TrainingRun(spark, data, MODEL, constant(0.01, 2), few, first, new Quiet()).start();
    TrainingState state =
        new TrainingRun(spark, data, MODEL, constant(20, 4), few, runFolder("run"), new Quiet())
            .resume("");

    int best = state.best().orElseThrow().rounds();
    assertThat(best).as("a rate of 20 makes it worse").isLessThan(state.position().rounds());
    assertThat(runFolder("run").checkpoints().rounds())
        .containsExactly(best, state.position().rounds());
  }

  private static TrainingSpec constant(double rate, int epochs) {
    LearningRate learningRate = new LearningRate(LearningRate.Schedule.CONSTANT, rate, 0);
    return new TrainingSpec(Averaging.SHARDS, 2, 4, 3, epochs, learningRate, CLIPPING, 5);
  }

  private TrainingState resume(ShardSet data, TrainingSpec training, String name) {
    RunFolder runFolder =
        RunFolder.open(folder.resolve(name).toString(), spark.hadoopConfiguration());
    return new TrainingRun(spark, data, MODEL, training, everyRound(), runFolder, new Quiet())
        .resume("");
  }

  private float[] parameters(String name) {
    return network(name).params().data().asFloat();
  }

  private ReplicaState replica(String name) {
    return ReplicaState.of(network(name));
  }

  private MultiLayerNetwork network(String name) {
    return runFolder(name).checkpoints().latest().orElseThrow().network();
  }

  private RunFolder runFolder(String name) {
    return RunFolder.open(folder.resolve(name).toString(), spark.hadoopConfiguration());
  }

  @ParameterizedTest
  @EnumSource(Cell.class)
  void oneWorkerIsOrdinaryTraining(Cell cell) throws IOException {
    ShardSet data = SmallCorpus.write(folder.resolve("data"), SEQUENCES);
    ModelSpec model = new ModelSpec(cell, 2, 6, 5, 0);
    run(data, model, training(1, 2), "run", new Quiet());

    int vocabulary = data.vocabulary().size();
    MultiLayerNetwork plain = Networks.create(model, vocabulary, 0.01, 5);
    TokenMeanGradient gradient = new TokenMeanGradient(CLIPPING);
    plain.setListeners(gradient);
    for (int epoch = 0; epoch < 2; epoch++) {
      for (List<TokenSequence> batch : SmallCorpus.batches(data, training(1, 2), epoch)) {
        gradient.expect(batch.size(), batch.stream().mapToInt(TokenSequence::targets).sum());
        plain.fit(SequenceArrays.of(batch, TokenInput.IDS, vocabulary));
      }
    }
    ReplicaState averaged = replica("run");
    assertThat(averaged.values()).isEqualTo(ReplicaState.of(plain).values());
    assertThat(averaged.iteration()).isEqualTo(plain.getIterationCount()).isEqualTo(20);
  }

  @Test
  void adamsStateIsCarriedAcrossRounds() throws IOException {
    ShardSet data = SmallCorpus.write(folder.resolve("data"), SEQUENCES);
    run(data, MODEL, training(1, 1), "run", new Quiet());

    MultiLayerNetwork forgetful = Networks.create(MODEL, data.vocabulary().size(), 0.01, 5);
    TokenMeanGradient gradient = new TokenMeanGradient(CLIPPING);
    forgetful.setListeners(gradient);
    int step = 0;
    for (List<TokenSequence> batch : SmallCorpus.batches(data, training(1, 1), 0)) {
      if (step++ % 3 == 0) { // a round is three batches
        forgetful.getUpdater().getStateViewArray().assign(0);
        forgetful.getLayerWiseConfigurations().setIterationCount(0);
      }
      gradient.expect(batch.size(), batch.stream().mapToInt(TokenSequence::targets).sum());
      forgetful.fit(SequenceArrays.of(batch, TokenInput.IDS, data.vocabulary().size()));
    }
    float[] carried = parameters("run");
    double difference =
        forgetful.params().sub(Nd4j.createFromArray(carried)).norm2Number().doubleValue();
    assertThat(difference)
        .as("how far training that forgets Adam's state ends from ours")
        .isGreaterThan(0.05);
    assertThat(replica("run").iteration()).isEqualTo(10);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void resumingIsInvisibleWhereverTheRunWasStopped(int workers) throws IOException {
    ShardSet data = SmallCorpus.write(folder.resolve("data"), SEQUENCES);
    ModelSpec model = MODEL;
    TrainingState whole = run(data, model, training(workers, 2), "whole", new Quiet());
    int rounds = whole.position().rounds();
    assertThat(rounds).isGreaterThanOrEqualTo(4);
    for (int stop = 1; stop < rounds; stop++) {
      String name = "stopped-after-" + stop;
      StopAfter monitor = new StopAfter(stop);
      assertThatExceptionOfType(StopAfter.Stopped.class)
          .isThrownBy(() -> run(data, model, training(workers, 2), name, monitor));
      TrainingState resumed = resume(data, training(workers, 2), name);
      assertThat(replica(name).values())
          .as("stopped after round %d", stop)
          .isEqualTo(replica("whole").values());
      assertThat(replica(name).iteration()).isEqualTo(replica("whole").iteration());
      assertThat(resumed.position()).isEqualTo(whole.position());
      assertThat(resumed.epochs().get(1).validLoss()).isEqualTo(whole.epochs().get(1).validLoss());
      assertThat(resumed.epochs().get(1).trainLoss()).isEqualTo(whole.epochs().get(1).trainLoss());
      assertThat(rounds(name)).isEqualTo(rounds("whole"));
    }
  }

  private List<Integer> rounds(String name) throws IOException {
    try (Stream<String> lines = Files.lines(folder.resolve(name).resolve("metrics.jsonl"))) {
      return lines
          .map(line -> org.rnnlm.io.Json.read(line, MetricsLog.Line.class, "metrics").round())
          .toList();
    }
  }

  @Test
  void parametersDoNotDependOnHowManyCoresTheWorkersHave() throws IOException {
    ShardSet data = SmallCorpus.write(folder.resolve("data"), SEQUENCES);
    run(data, MODEL, training(3, 1), "two-cores", new Quiet());
    spark.stop();
    spark = spark("local[1]");
    try {
      run(data, MODEL, training(3, 1), "one-core", new Quiet());
    } finally {
      spark.stop();
      spark = spark("local[2]");
    }
    assertThat(parameters("one-core")).isEqualTo(parameters("two-cores"));
  }

  @Test
  void moreWorkersThanSequencesTrainAllTheSame() throws IOException {
    ShardSet data = SmallCorpus.write(folder.resolve("data"), 3);
    TrainingState state = run(data, MODEL, training(5, 1), "run", new Quiet());
    assertThat(state.position().tokens()).isEqualTo(21);
    assertThat(parameters("run")).doesNotContain(Float.NaN);
  }

  @Test
  void trainingLearnsWhatItIsShown() throws IOException {
    ShardSet data = SmallCorpus.write(folder.resolve("data"), 200);
    TrainingSpec training = new TrainingSpec(Averaging.SHARDS, 2, 5, 4, 9, rate(0.02), CLIPPING, 5);
    List<EpochMetrics> epochs = run(data, MODEL, training, "run", new Quiet()).epochs();
    assertThat(epochs).hasSize(9);
    // a letter is the expected one with probability 0.7 + 0.3 / 9: 1.09 nats; knowing nothing is
    // 2.2
    assertThat(epochs.get(8).validLoss()).isBetween(1.0, 1.5);
    assertThat(epochs.get(8).validLoss()).isLessThan(epochs.get(0).validLoss());
  }

  @Test
  void dl4jsOwnMasterTrainsTheSameModel() throws IOException {
    ShardSet data = SmallCorpus.write(folder.resolve("data"), 200);
    TrainingSpec training = new TrainingSpec(Averaging.DL4J, 2, 5, 4, 6, rate(0.02), CLIPPING, 5);
    TrainingState state = run(data, MODEL, training, "run", new Quiet());
    assertThat(state.epochs()).hasSize(6);
    assertThat(state.epochs().get(5).validLoss()).isBetween(1.0, 1.6);
  }

  @Test
  void aLossThatIsNoNumberStopsTheRunAndNamesRoundAndShard() throws IOException {
    ShardSet data = SmallCorpus.write(folder.resolve("data"), SEQUENCES);
    TrainingSpec wild =
        new TrainingSpec(Averaging.SHARDS, 2, 4, 3, 1, rate(1e38), new Clipping(0, 0), 5);
    assertThatExceptionOfType(DivergedException.class)
        .isThrownBy(() -> run(data, MODEL, wild, "run", new Quiet()))
        .withMessageContaining("round 1")
        .withMessageMatching("(?s).*shard train/shard-0000\\d\\.parquet.*")
        .withMessageContaining("train.learning-rate");
    assertThat(runFolder("run").checkpoints().latest()).isEmpty();
  }

  @Test
  void resumingWithAnotherModelOrVocabularyIsRefused() throws IOException {
    ShardSet data = SmallCorpus.write(folder.resolve("data"), SEQUENCES);
    run(data, MODEL, training(1, 1), "run", new Quiet());
    ModelSpec wider = new ModelSpec(Cell.LSTM, 2, 8, 5, 0);
    TrainingRun other =
        new TrainingRun(
            spark, data, wider, training(1, 2), everyRound(), runFolder("run"), new Quiet());
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> other.resume(""))
        .withMessageContaining("another model")
        .withMessageContaining("hiddenSize=8");
  }

  @Test
  void aModelThatCannotBeScoredAfterItsEpochIsNotKept() throws IOException {
    ShardSet data = SmallCorpus.write(folder.resolve("data"), 4);
    LearningRate huge = rate(3.3e38); // a single batch: the loss before its step is finite
    TrainingSpec wild = new TrainingSpec(Averaging.SHARDS, 1, 4, 3, 1, huge, new Clipping(0, 0), 5);
    assertThatExceptionOfType(DivergedException.class)
        .isThrownBy(() -> run(data, MODEL, wild, "run", new Quiet()))
        .withMessageContaining("after epoch 1");
    assertThat(runFolder("run").checkpoints().latest()).isEmpty();
  }

  @Test
  void resumingOnOtherShardsOfTheSameVocabularyIsRefused() throws IOException {
    ShardSet data = SmallCorpus.write(folder.resolve("data"), SEQUENCES);
    run(data, MODEL, training(1, 1), "run", new Quiet());
    ShardSet other = SmallCorpus.write(folder.resolve("other"), SEQUENCES + 1);
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> resume(other, training(1, 2), "run"))
        .withMessageContaining("another training data");
  }

  @Test
  void aDamagedShardIsNamedAndEndsTheRun() throws IOException {
    ShardSet data = SmallCorpus.write(folder.resolve("data"), SEQUENCES);
    Path shard = folder.resolve("data/train/shard-00002.parquet");
    byte[] bytes = Files.readAllBytes(shard);
    bytes[bytes.length / 2] ^= 1;
    Files.write(shard, bytes);
    assertThatExceptionOfType(Exception.class)
        .isThrownBy(() -> run(data, MODEL, training(1, 1), "run", new Quiet()))
        .havingCause()
        .isInstanceOf(DataException.class)
        .withMessageContaining("shard-00002.parquet does not have the SHA-256 of its manifest");
  }

  @Test
  void aFolderInUseIsRefused() throws IOException {
    Files.writeString(Files.createDirectories(folder.resolve("used")).resolve("notes.txt"), "mine");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(
            () ->
                RunFolder.create(
                    folder.resolve("used").toString(), "", spark.hadoopConfiguration()))
        .withMessageContaining("is not empty")
        .withMessageContaining("--resume");
  }

  /** Shows nothing. */
  private static class Quiet implements TrainingMonitor {
    @Override
    public void started(TrainingState from, MemoryEstimate memory) {
      assertThat(memory.parameters()).isPositive();
    }

    @Override
    public void roundDone(RoundReport report, TrainingState state) {
      assertThat(report.loss()).isFinite();
    }

    @Override
    public void epochDone(EpochMetrics metrics, String sample, Folder checkpoint) {
      assertThat(checkpoint.exists("MANIFEST.json")).isTrue();
    }
  }

  /** Ends the run in the middle of a round after the given one, as a kill would. */
  private static final class StopAfter extends Quiet {
    private final int rounds;

    StopAfter(int rounds) {
      this.rounds = rounds;
    }

    @Override
    public void roundDone(RoundReport report, TrainingState state) {
      if (report.position().rounds() > rounds) {
        throw new Stopped();
      }
    }

    private static final class Stopped extends RuntimeException {
      private static final long serialVersionUID = 1L;
    }
  }
}
