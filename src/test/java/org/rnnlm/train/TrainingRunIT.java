package org.rnnlm.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.factory.Nd4j;
import org.rnnlm.io.DataException;
import org.rnnlm.kernel.Cell;
import org.rnnlm.model.ComputeSpec;
import org.rnnlm.model.EmbeddingSpec;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.model.Networks;
import org.rnnlm.model.OptimizerSpec;
import org.rnnlm.model.SequenceArrays;
import org.rnnlm.model.TokenInput;
import org.rnnlm.run.EpochMetrics;
import org.rnnlm.run.TrainingState;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.shard.TokenSequence;
import org.rnnlm.train.outer.InnerMoments;
import org.rnnlm.train.outer.OuterMethod;
import org.rnnlm.train.outer.OuterSpec;

/** What must always hold of training, bit for bit, on a real Spark. */
class TrainingRunIT extends SmallRunFixture {
  @Test
  void momentsThatASingleWorkerKeepsAreTheMean() throws IOException {
    ShardSet data = SmallCorpus.write(folder.resolve("data"), SEQUENCES);
    OuterSpec keep =
        new OuterSpec(OuterMethod.AVERAGE, 1, OptionalDouble.empty(), InnerMoments.KEEP);
    run(data, MODEL, training(1, 2), "mean", StopAfter.never());
    run(data, MODEL, training(1, 2, RoundLengths.constant(3), keep), "kept", StopAfter.never());
    assertThat(parameters("kept")).isEqualTo(parameters("mean"));
  }

  @Test
  void momentsThatWorkersKeepAreNotTheMean() throws IOException {
    ShardSet data = SmallCorpus.write(folder.resolve("data"), SEQUENCES);
    OuterSpec keep =
        new OuterSpec(OuterMethod.AVERAGE, 1, OptionalDouble.empty(), InnerMoments.KEEP);
    run(data, MODEL, training(2, 2), "mean", StopAfter.never());
    run(data, MODEL, training(2, 2, RoundLengths.constant(3), keep), "kept", StopAfter.never());
    assertThat(parameters("kept")).isNotEqualTo(parameters("mean"));
  }

  @ParameterizedTest
  @EnumSource(Cell.class)
  void oneWorkerIsOrdinaryTraining(Cell cell) throws IOException {
    ShardSet data = SmallCorpus.write(folder.resolve("data"), SEQUENCES);
    ModelSpec model = ModelSpec.of(cell, 2, 6).with(EmbeddingSpec.trained(5));
    run(data, model, training(1, 2), "run", StopAfter.never());

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

  @ParameterizedTest
  @MethodSource("optimizers")
  void oneWorkerIsOrdinaryTrainingByEveryOptimizer(OptimizerSpec optimizer) throws IOException {
    ShardSet data = SmallCorpus.write(folder.resolve("data"), SEQUENCES);
    run(data, MODEL, training(1, 2).with(optimizer), "run", StopAfter.never());

    int vocabulary = data.vocabulary().size();
    MultiLayerNetwork plain =
        Networks.create(MODEL, vocabulary, optimizer, 0.01, 5, ComputeSpec.AUTO);
    TokenMeanGradient gradient = new TokenMeanGradient(CLIPPING);
    plain.setListeners(gradient);
    for (int epoch = 0; epoch < 2; epoch++) {
      for (List<TokenSequence> batch : SmallCorpus.batches(data, training(1, 2), epoch)) {
        gradient.expect(batch.size(), batch.stream().mapToInt(TokenSequence::targets).sum());
        plain.fit(SequenceArrays.of(batch, TokenInput.IDS, vocabulary));
      }
    }
    assertThat(replica("run").values()).isEqualTo(ReplicaState.of(plain).values());
  }

  @Test
  void adamsStateIsCarriedAcrossRounds() throws IOException {
    ShardSet data = SmallCorpus.write(folder.resolve("data"), SEQUENCES);
    run(data, MODEL, training(1, 1), "run", StopAfter.never());

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

  @Test
  void parametersDoNotDependOnHowManyCoresTheWorkersHave() throws IOException {
    ShardSet data = SmallCorpus.write(folder.resolve("data"), SEQUENCES);
    run(data, MODEL, training(3, 1), "two-cores", StopAfter.never());
    spark.stop();
    spark = spark("local[1]");
    try {
      run(data, MODEL, training(3, 1), "one-core", StopAfter.never());
    } finally {
      spark.stop();
      spark = spark("local[2]");
    }
    assertThat(parameters("one-core")).isEqualTo(parameters("two-cores"));
  }

  @Test
  void moreWorkersThanSequencesTrainAllTheSame() throws IOException {
    ShardSet data = SmallCorpus.write(folder.resolve("data"), 3);
    TrainingState state = run(data, MODEL, training(5, 1), "run", StopAfter.never());
    assertThat(state.position().tokens()).isEqualTo(21);
    assertThat(parameters("run")).doesNotContain(Float.NaN);
  }

  @Test
  void trainingLearnsWhatItIsShown() throws IOException {
    ShardSet data = SmallCorpus.write(folder.resolve("data"), 200);
    TrainingSpec training =
        TrainingSpec.of(AveragingSpec.of(2, 4), BatchSpec.whole(5), 9, rate(0.02), 5)
            .with(CLIPPING);
    List<EpochMetrics> epochs = run(data, MODEL, training, "run", StopAfter.never()).epochs();
    assertThat(epochs).hasSize(9);
    // a letter is the expected one with probability 0.7 + 0.3 / 9: 1.09 nats; knowing nothing is
    // 2.2
    assertThat(epochs.get(8).validLoss()).isBetween(1.0, 1.5);
    assertThat(epochs.get(8).validLoss()).isLessThan(epochs.get(0).validLoss());
  }

  @Test
  @Tag("dl4j-spark")
  void dl4jsOwnMasterTrainsTheSameModel() throws IOException {
    ShardSet data = SmallCorpus.write(folder.resolve("data"), 200);
    TrainingSpec training =
        TrainingSpec.of(
                AveragingSpec.of(2, 4).by(Averaging.DL4J), BatchSpec.whole(5), 6, rate(0.02), 5)
            .with(CLIPPING);
    TrainingState state = run(data, MODEL, training, "run", StopAfter.never());
    assertThat(state.epochs()).hasSize(6);
    assertThat(state.epochs().get(5).validLoss()).isBetween(1.0, 1.6);
  }

  @Test
  void aLossThatIsNoNumberStopsTheRunAndNamesRoundAndShard() throws IOException {
    ShardSet data = SmallCorpus.write(folder.resolve("data"), SEQUENCES);
    TrainingSpec wild =
        TrainingSpec.of(AveragingSpec.of(2, 3), BatchSpec.whole(4), 1, rate(1e38), 5);
    assertThatExceptionOfType(DivergedException.class)
        .isThrownBy(() -> run(data, MODEL, wild, "run", StopAfter.never()))
        .withMessageContaining("round 1")
        .withMessageMatching("(?s).*shard train/shard-0000\\d\\.parquet.*")
        .withMessageContaining("train.learning-rate");
    assertThat(opened("run").checkpoints().latest()).isEmpty();
  }

  @Test
  void aModelThatCannotBeScoredAfterItsEpochIsNotKept() throws IOException {
    ShardSet data = SmallCorpus.write(folder.resolve("data"), 4);
    LearningRate huge = rate(3.3e38); // a single batch: the loss before its step is finite
    TrainingSpec wild = TrainingSpec.of(AveragingSpec.of(1, 3), BatchSpec.whole(4), 1, huge, 5);
    assertThatExceptionOfType(DivergedException.class)
        .isThrownBy(() -> run(data, MODEL, wild, "run", StopAfter.never()))
        .withMessageContaining("after epoch 1");
    assertThat(opened("run").checkpoints().latest()).isEmpty();
  }

  @Test
  void anEpochThatLearntNothingIsWarnedOfAndAFinishedRunSaysSo() throws IOException {
    ShardSet data = SmallCorpus.write(folder.resolve("data"), SEQUENCES);
    TrainingSpec wild = TrainingSpec.of(AveragingSpec.of(2, 3), BatchSpec.whole(4), 1, rate(20), 5);
    List<String> warnings = new ArrayList<>();
    run(data, MODEL, wild, "run", StopAfter.warned(warnings));
    assertThat(warnings)
        .singleElement()
        .asString()
        .startsWith("epoch 1 lost ")
        .contains("a model that has learnt nothing loses 2.5649") // of 9 letters, 4 specials
        .contains("train.learning-rate");

    warnings.clear();
    new TrainingRun(
            spark, data, MODEL, wild, everyRound(), opened("run"), StopAfter.warned(warnings))
        .resume("");
    assertThat(warnings).singleElement().asString().startsWith("all 1 epochs are trained already");
  }

  @Test
  void aDamagedShardIsNamedAndEndsTheRun() throws IOException {
    ShardSet data = SmallCorpus.write(folder.resolve("data"), SEQUENCES);
    Path shard = folder.resolve("data/train/shard-00002.parquet");
    byte[] bytes = Files.readAllBytes(shard);
    bytes[bytes.length / 2] ^= 1;
    Files.write(shard, bytes);
    assertThatExceptionOfType(Exception.class)
        .isThrownBy(() -> run(data, MODEL, training(1, 1), "run", StopAfter.never()))
        .havingCause()
        .isInstanceOf(DataException.class)
        .withMessageContaining("shard-00002.parquet does not have the SHA-256 of its manifest");
  }

  @Test
  void aFolderInUseIsRefused() throws IOException {
    Files.writeString(Files.createDirectories(folder.resolve("used")).resolve("notes.txt"), "mine");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> created("used"))
        .withMessageContaining("is not empty")
        .withMessageContaining("holds no run");
  }
}
