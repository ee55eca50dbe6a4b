package org.rnnlm.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.dataset.DataSet;
import org.rnnlm.checkpoint.Retention;
import org.rnnlm.evaluate.Evaluator;
import org.rnnlm.evaluate.Score;
import org.rnnlm.generate.GenerationSpec;
import org.rnnlm.generate.TextGenerator;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Folder;
import org.rnnlm.kernel.Cell;
import org.rnnlm.kernel.KernelSpec;
import org.rnnlm.layer.Pooling;
import org.rnnlm.model.Clipping;
import org.rnnlm.model.DenseActivation;
import org.rnnlm.model.Direction;
import org.rnnlm.model.DropoutSpec;
import org.rnnlm.model.EmbeddingSpec;
import org.rnnlm.model.Head;
import org.rnnlm.model.HeadSpec;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.model.Networks;
import org.rnnlm.model.Padding;
import org.rnnlm.model.Predictions;
import org.rnnlm.model.SequenceArrays;
import org.rnnlm.model.TokenInput;
import org.rnnlm.run.Confusion;
import org.rnnlm.run.EpochMetrics;
import org.rnnlm.run.RunFolder;
import org.rnnlm.run.TrainingState;
import org.rnnlm.shard.SampleShardSet;
import org.rnnlm.shard.SequenceMode;
import org.rnnlm.shard.SequenceSpec;
import org.rnnlm.shard.Shard;
import org.rnnlm.shard.ShardReader;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.shard.ShardVerifier;
import org.rnnlm.shard.Split;
import org.rnnlm.shard.TokenSequence;
import org.rnnlm.vocabulary.Vocabulary;

/** Training with one prediction a sequence: a window's next token, and a class. */
class WholeSequencesIT extends TrainingFixture {
  private static final int LETTERS = SampleShardSet.vocabulary().size() - Vocabulary.END - 1;
  private static final int VOCABULARY = SampleShardSet.vocabulary().size();
  private static final SequenceSpec TEXTS = new SequenceSpec(SequenceMode.LABELLED, 14, 0);

  private static ModelSpec model(Head head) {
    return ModelSpec.of(Cell.GRU, 1, 10)
        .with(EmbeddingSpec.trained(6))
        .with(DropoutSpec.of(0.1))
        .with(new HeadSpec(head, Pooling.LAST, 7, DenseActivation.TANH))
        .reading(Direction.BOTH);
  }

  private static TrainingSpec training(int workers, int epochs) {
    return TrainingSpec.of(
            AveragingSpec.of(workers, workers == 1 ? 25 : 3),
            BatchSpec.whole(8),
            epochs,
            new LearningRate(LearningRate.Schedule.COSINE, 0.02, 0),
            5)
        .with(new Clipping(0.5, 1));
  }

  private TrainingRun run(ShardSet data, TrainingSpec training, RunFolder run, int stopAfter) {
    int checkpoints = stopAfter == Integer.MAX_VALUE ? 0 : 1;
    RunSpec spec = new RunSpec(checkpoints, new Retention(100, 1, 0), new SampleSpec(0.8, 10, 1));
    return new TrainingRun(
        spark, data, model(head(data)), training, spec, run, new StopAfter(stopAfter));
  }

  private static Head head(ShardSet data) {
    return data.manifest().mode() == SequenceMode.LABELLED ? Head.CLASS : Head.NEXT_TOKEN;
  }

  private ShardSet data(SequenceMode mode, int size) {
    Path target = folder.resolve("data");
    return mode == SequenceMode.LABELLED
        ? texts(target, size)
        : SeparateCorpus.windows(target, size / 8);
  }

  /** Letters one after the other, in the alphabet's order or against it: rising or falling. */
  private static ShardSet texts(Path target, int training) {
    Map<Split, List<TokenSequence>> splits = new EnumMap<>(Split.class);
    for (Split split : Split.values()) {
      SplittableRandom random = new SplittableRandom(split.ordinal());
      List<TokenSequence> texts = new ArrayList<>();
      int count = split == Split.TRAIN ? training : training / 4;
      for (int i = 0; i < count; i++) {
        int label = random.nextInt(SampleShardSet.CLASSES.size());
        long article = i + 1_000_000L * split.ordinal();
        texts.add(new TokenSequence(i, article, letters(label, random), label));
      }
      splits.put(split, texts);
    }
    SampleShardSet.write(
        Folder.at(target.toString(), new Configuration()),
        SampleShardSet.vocabulary(),
        TEXTS,
        splits,
        40);
    ShardSet data = ShardSet.open(target.toString(), new Configuration());
    ShardVerifier.verify(data);
    return data;
  }

  private static int[] letters(int label, SplittableRandom random) {
    int[] tokens = new int[4 + random.nextInt(TEXTS.length() - 3)];
    int letter = random.nextInt(LETTERS);
    for (int t = 1; t < tokens.length - 1; t++) {
      tokens[t] = Vocabulary.END + 1 + letter;
      letter = Math.floorMod(letter + (label == 1 ? 1 : -1), LETTERS);
    }
    tokens[0] = Vocabulary.START;
    tokens[tokens.length - 1] = Vocabulary.END;
    return tokens;
  }

  @ParameterizedTest
  @EnumSource(names = {"WINDOW", "LABELLED"})
  void resumingIsInvisible(SequenceMode mode) {
    ShardSet data = data(mode, 100);
    TrainingSpec training = training(2, 2);
    TrainingState whole = run(data, training, created("whole"), Integer.MAX_VALUE).start();
    RunFolder stopped = created("stopped");
    assertThatExceptionOfType(StopAfter.Stopped.class)
        .isThrownBy(() -> run(data, training, stopped, whole.position().rounds() / 2).start());

    TrainingState resumed = run(data, training, stopped, Integer.MAX_VALUE).resume("");

    assertThat(latest("stopped").network().params()).isEqualTo(latest("whole").network().params());
    assertThat(resumed.epochs()).hasSize(2);
    assertThat(resumed.epochs().get(1).validLoss()).isEqualTo(whole.epochs().get(1).validLoss());
    assertThat(resumed.epochs().get(1).confusion()).isEqualTo(whole.epochs().get(1).confusion());
    assertThat(latest("stopped").state(TrainingState.class)).isEqualTo(resumed);
  }

  @Test
  void aClassifierLearnsWhatTheOrderTells() {
    ShardSet data = data(SequenceMode.LABELLED, 400);
    TrainingState end = run(data, training(1, 4), created("run"), Integer.MAX_VALUE).start();

    EpochMetrics last = end.epochs().get(3);
    assertThat(last.measures().get("valid-accuracy")).isGreaterThan(0.97);
    assertThat(last.measures().get("valid-macro-f1")).isGreaterThan(0.97);
    assertThat(last.measures().get("train-accuracy")).isGreaterThan(0.97);
    assertThat(last.confusion().get("valid").sequences()).isEqualTo(100);
    assertThat(last.trainLoss()).isLessThan(0.2);
    assertThat(end.epochs().get(0).trainLoss()).isLessThan(2 * Math.log(2));
    assertThat(latest("run").state(TrainingState.class).model().head().reads().classes())
        .isEqualTo(SampleShardSet.CLASSES);
  }

  /** One step over all texts, whose loss is therefore that of the drawn weights. */
  @Test
  void classesCountByTheirWeightsInTrainingAndNotInScores() {
    ShardSet data = data(SequenceMode.LABELLED, 33);
    ModelSpec still = model(Head.CLASS).with(DropoutSpec.NONE);
    TrainingSpec training =
        TrainingSpec.of(
            AveragingSpec.of(1, 1),
            BatchSpec.whole(33),
            1,
            new LearningRate(LearningRate.Schedule.CONSTANT, 0.02, 0),
            5);
    Map<String, Double> told = new TreeMap<>();
    TrainingState balanced =
        weighed(data, still, training.with(ClassWeights.BALANCED), "balanced", told);

    long[] counts = new long[2];
    double[] nats = new double[2];
    MultiLayerNetwork drawn = Networks.create(DataFit.on(still, data), VOCABULARY, 0.02, 5);
    for (Shard shard : data.split(Split.TRAIN).shards()) {
      for (TokenSequence text : ShardReader.read(data.folder(), shard)) {
        DataSet arrays =
            SequenceArrays.of(List.of(text), TokenInput.IDS, VOCABULARY, Padding.NONE, Head.CLASS);
        counts[text.label()]++;
        nats[text.label()] -= Math.log(Predictions.of(drawn, arrays)[0][text.label()]);
      }
    }
    assertThat(counts[0]).isNotEqualTo(counts[1]);
    double[] weights = {33.0 / 2 / counts[0], 33.0 / 2 / counts[1]};
    assertThat(told)
        .isEqualTo(
            Map.of(
                SampleShardSet.CLASSES.get(0), weights[0],
                SampleShardSet.CLASSES.get(1), weights[1]));
    EpochMetrics epoch = balanced.epochs().get(0);
    assertThat(epoch.trainLoss())
        .isCloseTo((weights[0] * nats[0] + weights[1] * nats[1]) / 33, within(1e-5))
        .isNotCloseTo((nats[0] + nats[1]) / 33, within(1e-4));
    MultiLayerNetwork trained = network("balanced");
    assertThat(Evaluator.score(spark, trained, KernelSpec.AUTO, data, Split.VALID).loss())
        .isEqualTo(epoch.validLoss());

    told.clear();
    weighed(data, still, training.with(ClassWeights.of(List.of(1.0, 1.0))), "ones", told);
    assertThat(told.values()).containsOnly(1.0);
    told.clear();
    weighed(data, still, training, "equal", told);
    assertThat(told).isEmpty();
    assertThat(parameters("equal")).isEqualTo(parameters("ones"));
    assertThat(parameters("equal")).isNotEqualTo(parameters("balanced"));
  }

  private TrainingState weighed(
      ShardSet data,
      ModelSpec model,
      TrainingSpec training,
      String name,
      Map<String, Double> told) {
    TrainingMonitor monitor = StopAfter.telling(told);
    RunSpec spec = new RunSpec(0, new Retention(1, 1, 0), new SampleSpec(0.8, 10, 1));
    return new TrainingRun(spark, data, model, training, spec, created(name), monitor).start();
  }

  @Test
  void weightsThatDoNotFitTheDataAreRefusedBeforeSparkStarts() {
    ShardSet data = data(SequenceMode.LABELLED, 20);
    TrainingSpec three = training(1, 1).with(ClassWeights.of(List.of(1.0, 2.0, 3.0)));
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> TrainingFit.on(model(Head.CLASS), three, data))
        .withMessageContaining("train.class-weights has 3 weights")
        .withMessageContaining("2 classes: " + SampleShardSet.CLASSES);
  }

  /** A letter follows the one before with probability 0.7 and more: of 8, that is 1.4 nats. */
  @Test
  void aWindowsNextTokenIsLearntAndWritten() {
    ShardSet data = data(SequenceMode.WINDOW, 400);
    TrainingState end = run(data, training(1, 4), created("run"), Integer.MAX_VALUE).start();

    assertThat(end.best().orElseThrow().loss()).isLessThan(1.6);
    int length = data.manifest().length();
    TextGenerator generator =
        new TextGenerator(latest("run").network(), data.vocabulary(), SequenceMode.WINDOW, length);
    int first = Vocabulary.END + 1;
    String text = generator.write(new int[] {first}, new GenerationSpec(40, 0, false, 1));
    assertThat(text.substring(0, LETTERS + 1)).isEqualTo(alphabet() + alphabet().charAt(0));
  }

  private static String alphabet() {
    StringBuilder letters = new StringBuilder();
    for (int i = 0; i < LETTERS; i++) {
      letters.append(SampleShardSet.vocabulary().token(Vocabulary.END + 1 + i));
    }
    return letters.toString();
  }

  /** One by one, which no batch can blur. */
  @ParameterizedTest
  @EnumSource(names = {"WINDOW", "LABELLED"})
  void theScoreIsThatOfEachSequenceAlone(SequenceMode mode) {
    ShardSet data = data(mode, 100);
    run(data, training(1, 1), created("run"), Integer.MAX_VALUE).start();
    MultiLayerNetwork network = latest("run").network();
    Score score = Evaluator.score(spark, network, KernelSpec.AUTO, data, Split.VALID);

    double nats = 0;
    long sequences = 0;
    Confusion confusion = Confusion.NONE;
    for (Shard shard : data.split(Split.VALID).shards()) {
      for (TokenSequence sequence : ShardReader.read(data.folder(), shard)) {
        DataSet arrays =
            SequenceArrays.of(
                List.of(sequence),
                TokenInput.IDS,
                data.vocabulary().size(),
                Padding.NONE,
                head(data));
        float[] distribution = Predictions.of(network, arrays)[0];
        int target =
            mode == SequenceMode.LABELLED
                ? sequence.label()
                : sequence.tokens()[sequence.tokens().length - 1];
        nats -= Math.log(distribution[target]);
        sequences++;
        if (mode == SequenceMode.LABELLED) {
          confusion = confusion.plus(one(target, Predictions.likeliest(distribution)));
        }
      }
    }
    assertThat(score.targets()).isEqualTo(sequences);
    assertThat(score.nats()).isCloseTo(nats, within(1e-4 * nats));
    assertThat(score.confusion()).isEqualTo(confusion);
  }

  private static Confusion one(int actual, int predicted) {
    return new Confusion(
        List.of(
            List.of(actual + predicted == 0 ? 1L : 0L, actual < predicted ? 1L : 0L),
            List.of(actual > predicted ? 1L : 0L, actual + predicted == 2 ? 1L : 0L)));
  }

  @Test
  void aHeadThatTheShardsDoNotFitIsRefused() {
    ShardSet data = data(SequenceMode.LABELLED, 20);
    ModelSpec languageModel =
        ModelSpec.of(Cell.GRU, 1, 10).with(EmbeddingSpec.trained(6)).with(DropoutSpec.of(0.1));

    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> DataFit.on(languageModel, data))
        .withMessageContaining("model.head = every-step cannot be trained on")
        .withMessageContaining("set model.head = class, or prepare with prepare.mode = stream or");
  }
}
