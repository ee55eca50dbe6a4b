package org.rnnlm.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.rnnlm.checkpoint.Retention;
import org.rnnlm.evaluate.Evaluator;
import org.rnnlm.evaluate.Score;
import org.rnnlm.io.DataException;
import org.rnnlm.kernel.Cell;
import org.rnnlm.kernel.KernelSpec;
import org.rnnlm.model.Clipping;
import org.rnnlm.model.ComputeSpec;
import org.rnnlm.model.EmbeddingSpec;
import org.rnnlm.model.Head;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.model.Networks;
import org.rnnlm.model.SequenceArrays;
import org.rnnlm.model.TokenInput;
import org.rnnlm.run.EpochMetrics;
import org.rnnlm.run.RunFolder;
import org.rnnlm.run.TrainingPosition;
import org.rnnlm.run.TrainingState;
import org.rnnlm.shard.SequenceMode;
import org.rnnlm.shard.Shard;
import org.rnnlm.shard.ShardReader;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.shard.Split;
import org.rnnlm.shard.TokenSequence;

/** Sentences and windows, trained on and scored on a real Spark: what must hold as for streams. */
class SeparateSequencesIT extends TrainingFixture {
  private static final ModelSpec MODEL =
      ModelSpec.of(Cell.LSTM, 1, 9).with(EmbeddingSpec.trained(5));
  private static final Clipping CLIPPING = new Clipping(0, 0.5);

  private ShardSet data(SequenceMode mode, int size) {
    Path target = folder.resolve("data");
    return mode == SequenceMode.SENTENCE
        ? SeparateCorpus.sentences(target, size)
        : SeparateCorpus.windows(target, size / 5);
  }

  private static TrainingSpec training(int workers, int window, double rate, int epochs) {
    return training(workers, 3, window, rate, epochs);
  }

  private static TrainingSpec training(
      int workers, int roundBatches, int window, double rate, int epochs) {
    return TrainingSpec.of(
            AveragingSpec.of(workers, roundBatches),
            new BatchSpec(6, window),
            epochs,
            new LearningRate(LearningRate.Schedule.COSINE, rate, 0),
            5)
        .with(CLIPPING);
  }

  private TrainingRun run(ShardSet data, TrainingSpec training, RunFolder run, int stopAfter) {
    int checkpoints = training.rounds().full() == 3 ? 1 : 0; // none within epochs of longer rounds
    RunSpec spec = new RunSpec(checkpoints, new Retention(100, 1, 0), new SampleSpec(0.8, 10, 1));
    return new TrainingRun(spark, data, MODEL, training, spec, run, new StopAfter(stopAfter));
  }

  private TrainingState train(ShardSet data, TrainingSpec training, String name) {
    return run(data, training, created(name), Integer.MAX_VALUE).start();
  }

  @ParameterizedTest
  @CsvSource({"SENTENCE, 0", "SENTENCE, 4", "WINDOW, 0"})
  void oneWorkerIsOrdinaryTraining(SequenceMode mode, int window) {
    ShardSet data = data(mode, 70);
    TrainingSpec training = training(1, window, 0.01, 1);
    TrainingState state = train(data, training, "run");

    RoundTask task =
        RoundTask.of(
            data,
            training,
            BatchPlan.of(data, training, TrainingPosition.START),
            Networks.create(MODEL, data.vocabulary().size(), 0.01, 5),
            ReplicaKeeping.NONE,
            spark);
    MultiLayerNetwork fresh = Networks.create(MODEL, data.vocabulary().size(), 0.01, 5);
    MultiLayerNetwork plain =
        Networks.of(
            fresh.getLayerWiseConfigurations().toJson(), training.compute().kernels(), window);
    plain.setParams(fresh.params());
    TokenMeanGradient gradient = new TokenMeanGradient(CLIPPING);
    plain.setListeners(gradient);
    long total = data.split(Split.TRAIN).targets();
    long tokens = 0;
    for (int round = 0; round < task.plan().rounds(); round++) {
      long expected = 6L * 3 * data.split(Split.TRAIN).meanTargets();
      plain.setLearningRate(training.learningRate().at(tokens + expected / 2, total));
      Batches batches = Batches.of(task, data.folder(), 0, round, 0);
      while (batches.hasNext()) {
        List<TokenSequence> batch = batches.next();
        int[] perWindow = perWindow(batch, window);
        gradient.expect(batch.size(), perWindow);
        plain.fit(
            SequenceArrays.of(
                batch,
                TokenInput.IDS,
                data.vocabulary().size(),
                task.replica().padding(),
                Head.EVERY_STEP));
        tokens += Arrays.stream(perWindow).sum();
      }
    }
    assertThat(tokens).isEqualTo(total).isEqualTo(state.position().tokens());
    assertThat(ReplicaState.of(network("run")).values()).isEqualTo(ReplicaState.of(plain).values());
  }

  private static int[] perWindow(List<TokenSequence> batch, int window) {
    Map<Integer, Integer> tokens = new TreeMap<>();
    for (TokenSequence sequence : batch) {
      for (int t = 0; t < sequence.targets(); t++) {
        tokens.merge(window == 0 ? 0 : t / window, 1, Integer::sum);
      }
    }
    return tokens.values().stream().mapToInt(Integer::intValue).toArray();
  }

  @ParameterizedTest
  @CsvSource({"SENTENCE, 0", "SENTENCE, 4", "WINDOW, 0"})
  void resumingAndTheClusterAreInvisible(SequenceMode mode, int window) {
    ShardSet data = data(mode, 80);
    TrainingSpec training = training(2, window, 0.01, 2);
    train(data, training, "whole");
    assertThatExceptionOfType(StopAfter.Stopped.class)
        .isThrownBy(() -> run(data, training, created("stopped"), 3).start());
    run(data, training, opened("stopped"), Integer.MAX_VALUE).resume("");
    spark.stop();
    spark = spark("local[1]");
    try {
      train(data, training, "one-core");
    } finally {
      spark.stop();
      spark = spark("local[2]");
    }
    float[] whole = ReplicaState.of(network("whole")).values();
    assertThat(ReplicaState.of(network("stopped")).values()).isEqualTo(whole);
    assertThat(ReplicaState.of(network("one-core")).values()).isEqualTo(whole);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 4})
  void sentencesAreLearntUpToTheirFloor(int window) {
    ShardSet data = data(SequenceMode.SENTENCE, 1200);
    List<EpochMetrics> epochs = train(data, training(1, 30, window, 0.02, 4), "run").epochs();
    double floor = SeparateCorpus.sentenceFloor();
    assertThat(floor).isBetween(1.4, 1.6);
    assertThat(epochs.get(3).validLoss()).isBetween(floor - 0.08, floor + 0.12);
  }

  @Test
  void windowsAreLearntUpToTheirFloor() {
    ShardSet data = data(SequenceMode.WINDOW, 700);
    List<EpochMetrics> epochs = train(data, training(1, 30, 0, 0.02, 2), "run").epochs();
    // a letter is the expected one with probability 0.7 + 0.3 / 8: 1.1 nats, and 0.12 for the ends
    assertThat(epochs.get(1).validLoss()).isBetween(1.1, 1.4);
  }

  private static Score score(ShardSet data, MultiLayerNetwork network) {
    return Evaluator.score(spark, network, KernelSpec.AUTO, data, Split.TRAIN);
  }

  private static List<TokenSequence> sequences(ShardSet data) {
    List<TokenSequence> sequences = new ArrayList<>();
    for (Shard shard : data.split(Split.TRAIN).shards()) {
      sequences.addAll(ShardReader.read(data.folder(), shard));
    }
    return sequences;
  }

  /** The loss of the token that comes after others, these read from a zero state. */
  private static double loss(MultiLayerNetwork network, int[] before, int next) {
    network.rnnClearPreviousState();
    INDArray output =
        network.rnnTimeStep(
            SequenceArrays.steps(
                before, TokenInput.of(network), network.layerSize(network.getnLayers() - 1)));
    return -Math.log(output.getDouble(0, next, before.length - 1));
  }

  private static MultiLayerNetwork random(ShardSet data, ComputeSpec compute) {
    MultiLayerNetwork network = Networks.create(MODEL, data.vocabulary().size(), 0.01, 3, compute);
    network.params().muli(3);
    return network;
  }

  @ParameterizedTest
  @CsvSource({"RNNLM", "DL4J"})
  void aSentencesScoreIsThatOfItsTokensFromAZeroState(ComputeSpec.Layers layers) {
    ShardSet data = data(SequenceMode.SENTENCE, 90);
    MultiLayerNetwork network = random(data, new ComputeSpec(layers, KernelSpec.AUTO));
    double nats = 0;
    int tokens = 0;
    for (TokenSequence sentence : sequences(data)) {
      for (int t = 1; t < sentence.tokens().length; t++) {
        nats += loss(network, Arrays.copyOf(sentence.tokens(), t), sentence.tokens()[t]);
        tokens++;
      }
    }
    Score score = score(data, network);
    assertThat(score.nats()).isCloseTo(nats, within(1e-5 * nats));
    assertThat(score.targets()).isEqualTo(tokens).isEqualTo(data.split(Split.TRAIN).targets());
  }

  @Test
  void aScoreOfWindowsCountsEachTokenOnceInTheFirstWindowThatHasIt() {
    ShardSet data = data(SequenceMode.WINDOW, 60);
    MultiLayerNetwork network = random(data, ComputeSpec.AUTO);
    Map<Long, int[]> articles = new TreeMap<>();
    for (TokenSequence window : sequences(data)) { // the articles put together again
      int[] tokens = window.tokens();
      int[] known = articles.getOrDefault(window.article(), new int[0]);
      int repeated = known.length == 0 ? 0 : 9 + 1 - 4;
      articles.put(
          window.article(),
          IntStream.concat(Arrays.stream(known), Arrays.stream(tokens, repeated, tokens.length))
              .toArray());
    }
    double nats = 0;
    int count = 0;
    for (int[] article : articles.values()) {
      for (int target = 1; target < article.length; target++) {
        int window = target <= 9 ? 0 : (target - 9 + 4 - 1) / 4;
        nats += loss(network, Arrays.copyOfRange(article, window * 4, target), article[target]);
        count++;
      }
    }
    Score score = score(data, network);
    assertThat(score.targets()).isEqualTo(count).isLessThan(data.split(Split.TRAIN).targets());
    assertThat(score.nats()).isCloseTo(nats, within(1e-5 * nats));
  }

  @Test
  void dl4jsOwnMasterIsForStreamsAlone() {
    ShardSet data = data(SequenceMode.SENTENCE, 30);
    TrainingSpec baseline =
        TrainingSpec.of(
                AveragingSpec.of(1, 3).by(Averaging.DL4J),
                BatchSpec.whole(6),
                1,
                new LearningRate(LearningRate.Schedule.CONSTANT, 0.01, 0),
                5)
            .with(CLIPPING);
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> train(data, baseline, "run"))
        .withMessageContaining("sentences of at most 30 steps")
        .withMessageContaining("train.averaging = shards");
  }
}
