package org.rnnlm.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.hadoop.conf.Configuration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.rnnlm.checkpoint.Retention;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Folder;
import org.rnnlm.kernel.Cell;
import org.rnnlm.layer.CharacterReader;
import org.rnnlm.layer.Pooling;
import org.rnnlm.model.CharacterSpec;
import org.rnnlm.model.ChosenTags;
import org.rnnlm.model.Clipping;
import org.rnnlm.model.DenseActivation;
import org.rnnlm.model.Direction;
import org.rnnlm.model.DropoutSpec;
import org.rnnlm.model.EmbeddingSpec;
import org.rnnlm.model.Head;
import org.rnnlm.model.HeadSpec;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.model.Networks;
import org.rnnlm.model.SequenceArrays;
import org.rnnlm.model.TagDecoder;
import org.rnnlm.run.EpochMetrics;
import org.rnnlm.run.RunFolder;
import org.rnnlm.run.TrainingPosition;
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

/** Training with a tag for each word, of which what follows tells. */
class TaggedTrainingIT extends TrainingFixture {
  private static final int LETTERS = SampleShardSet.vocabulary().size() - Vocabulary.END - 1;
  private static final int VOCABULARY = SampleShardSet.vocabulary().size();
  private static final SequenceSpec SENTENCES = new SequenceSpec(SequenceMode.TAGGED, 14, 0);

  private static ModelSpec model(TagDecoder decoder) {
    return ModelSpec.of(Cell.GRU, 1, 10)
        .with(EmbeddingSpec.trained(6))
        .with(DropoutSpec.of(0.1))
        .with(new HeadSpec(Head.TAGS, Pooling.LAST, 0, DenseActivation.TANH).with(decoder))
        .reading(Direction.BOTH);
  }

  private static final Clipping CLIPPING = new Clipping(0.5, 1);

  private static TrainingSpec training(int workers, int epochs, double rate) {
    return TrainingSpec.of(
            AveragingSpec.of(workers, workers == 1 ? 25 : 3),
            BatchSpec.whole(8),
            epochs,
            new LearningRate(LearningRate.Schedule.COSINE, rate, 0),
            5)
        .with(CLIPPING);
  }

  private TrainingRun run(
      ShardSet data, ModelSpec model, TrainingSpec training, RunFolder run, int stopAfter) {
    int checkpoints = stopAfter == Integer.MAX_VALUE ? 0 : 1;
    RunSpec spec = new RunSpec(checkpoints, new Retention(100, 1, 0), new SampleSpec(0.8, 10, 1));
    return new TrainingRun(spark, data, model, training, spec, run, new StopAfter(stopAfter));
  }

  /** A letter's tag is 1 if the one behind it comes before it in the alphabet. */
  private ShardSet data(int training) {
    Path target = folder.resolve("data");
    Map<Split, List<TokenSequence>> splits = new EnumMap<>(Split.class);
    for (Split split : Split.values()) {
      SplittableRandom random = new SplittableRandom(split.ordinal());
      List<TokenSequence> sentences = new ArrayList<>();
      int count = split == Split.TRAIN ? training : training / 4;
      for (int i = 0; i < count; i++) {
        int[] tokens = new int[2 + random.nextInt(SENTENCES.length())];
        for (int t = 0; t < tokens.length - 1; t++) {
          tokens[t] = Vocabulary.END + 1 + random.nextInt(LETTERS);
        }
        tokens[tokens.length - 1] = Vocabulary.END;
        int[] tags = new int[tokens.length - 1];
        for (int t = 0; t < tags.length; t++) {
          tags[t] = tokens[t + 1] < tokens[t] ? 1 : 0;
        }
        long article = i + 1_000_000L * split.ordinal();
        sentences.add(new TokenSequence(i, article, tokens, TokenSequence.NO_LABEL, tags));
      }
      splits.put(split, sentences);
    }
    SampleShardSet.write(
        Folder.at(target.toString(), new Configuration()),
        SampleShardSet.vocabulary(),
        SENTENCES,
        splits,
        40);
    ShardSet data = ShardSet.open(target.toString(), new Configuration());
    ShardVerifier.verify(data);
    return data;
  }

  private static ModelSpec spelled(TagDecoder decoder) {
    ModelSpec model = model(decoder);
    return model
        .with(model.embedding().with(new CharacterSpec(3, 5, 2)))
        .with(new DropoutSpec(0.1, 0, 0, 0.2, 0.1, 0.1, false));
  }

  static List<ModelSpec> models() {
    return List.of(model(TagDecoder.SOFTMAX), model(TagDecoder.CRF), spelled(TagDecoder.CRF));
  }

  @Test
  void oneWorkerThatReadsCharactersIsAPlainLoop() {
    ShardSet data = data(60);
    ModelSpec model = spelled(TagDecoder.SOFTMAX).with(DropoutSpec.NONE);
    TrainingSpec training =
        TrainingSpec.of(
                AveragingSpec.of(1, 3),
                BatchSpec.whole(8),
                1,
                new LearningRate(LearningRate.Schedule.CONSTANT, 0.02, 0),
                5)
            .with(CLIPPING);
    ModelSpec on = DataFit.on(model, data);
    run(data, model, training, created("run"), Integer.MAX_VALUE).start();
    MultiLayerNetwork trained = latest("run").network();

    MultiLayerNetwork plain = Networks.create(on, VOCABULARY, 0.02, 5);
    RoundTask task =
        RoundTask.of(
            data,
            training,
            BatchPlan.of(data, training, TrainingPosition.START),
            plain,
            ReplicaKeeping.NONE,
            spark);
    TokenMeanGradient gradient = new TokenMeanGradient(CLIPPING);
    plain.setListeners(gradient);
    for (int round = 0; round < task.plan().rounds(); round++) {
      Batches batches = Batches.of(task, data.folder(), 0, round, 0);
      while (batches.hasNext()) {
        List<TokenSequence> batch = batches.next();
        gradient.expect(batch.size(), batch.stream().mapToInt(TokenSequence::targets).sum());
        plain.fit(SequenceArrays.of(batch, plain, VOCABULARY, task.replica().padding(), Head.TAGS));
      }
    }
    assertThat(ReplicaState.of(trained).values()).isEqualTo(ReplicaState.of(plain).values());
    assertThat(trained.paramTable().keySet()).contains("0_W", "0_C", "0_F", "0_b");
    assertThat(on.head().reads().characters()).isEqualTo(data.manifest().characters());
    assertThat(CharacterReader.of(trained).orElseThrow().characters())
        .isEqualTo(String.join("", data.manifest().characters()));
    assertThat(latest("run").state(TrainingState.class).model()).isEqualTo(on);
  }

  @Test
  void aModelThatReadsCharactersRefusesShardsWithoutWords() throws URISyntaxException {
    Path set = Path.of(ShardSet.class.getResource("set-4/MANIFEST.json").toURI());
    ShardSet data = ShardSet.open(set.getParent().toString(), new Configuration());

    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> DataFit.on(spelled(TagDecoder.SOFTMAX), data))
        .withMessageContaining("is of format version 4, which has no words")
        .withMessageContaining("model.character-size = 0");
    assertThat(DataFit.on(model(TagDecoder.SOFTMAX), data).head().reads().characters()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("models")
  void resumingIsInvisible(ModelSpec model) {
    ShardSet data = data(100);
    TrainingSpec training = training(2, 2, 0.02);
    TrainingState whole = run(data, model, training, created("whole"), Integer.MAX_VALUE).start();
    RunFolder stopped = created("stopped");
    int half = whole.position().rounds() / 2;
    assertThatExceptionOfType(StopAfter.Stopped.class)
        .isThrownBy(() -> run(data, model, training, stopped, half).start());

    TrainingState resumed = run(data, model, training, stopped, Integer.MAX_VALUE).resume("");

    assertThat(latest("stopped").network().params()).isEqualTo(latest("whole").network().params());
    assertThat(resumed.epochs()).hasSize(2);
    assertThat(resumed.epochs().get(1).validLoss()).isEqualTo(whole.epochs().get(1).validLoss());
    assertThat(resumed.epochs().get(1).measures()).isEqualTo(whole.epochs().get(1).measures());
    assertThat(latest("stopped").state(TrainingState.class)).isEqualTo(resumed);
  }

  @ParameterizedTest
  @EnumSource
  void aTaggerLearnsWhatFollowsAWord(TagDecoder decoder) {
    ShardSet data = data(400);
    TrainingState end =
        run(data, model(decoder), training(1, 5, 0.03), created("run"), Integer.MAX_VALUE).start();

    EpochMetrics last = end.epochs().get(4);
    assertThat(last.measure("valid-accuracy")).isGreaterThan(0.95);
    assertThat(last.measure("train-accuracy")).isGreaterThan(0.95);
    assertThat(last.ofClasses()).isTrue();
    assertThat(last.confusion().get("valid").sequences())
        .isEqualTo(data.split(Split.VALID).targets());
    assertThat(latest("run").state(TrainingState.class).model().head().reads().classes())
        .isEqualTo(SampleShardSet.CLASSES);
  }

  /** The rate is so low that the weights stay those that were drawn. */
  @ParameterizedTest
  @EnumSource
  void lossesAreMeansOverAllWordsHoweverManyWorkersThereAre(TagDecoder decoder) {
    ShardSet data = data(90);
    ModelSpec still = model(decoder).with(DropoutSpec.NONE);
    MultiLayerNetwork drawn = Networks.create(DataFit.on(still, data), VOCABULARY, 0.02, 5);
    double nats = 0;
    long words = 0;
    for (Shard shard : data.split(Split.TRAIN).shards()) {
      for (TokenSequence sentence : ShardReader.read(data.folder(), shard)) {
        nats += ChosenTags.of(drawn, List.of(sentence), VOCABULARY).nats();
        words += sentence.targets();
      }
    }
    for (int workers : new int[] {1, 3}) {
      TrainingState end =
          run(
                  data,
                  still,
                  training(workers, 1, 1e-9),
                  created("workers-" + workers),
                  Integer.MAX_VALUE)
              .start();
      assertThat(end.position().tokens()).isEqualTo(words);
      assertThat(end.epochs().get(0).trainLoss()).isCloseTo(nats / words, within(1e-5));
    }
  }
}
