package org.rnnlm.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.rnnlm.checkpoint.Checkpoint;
import org.rnnlm.checkpoint.Retention;
import org.rnnlm.evaluate.Evaluator;
import org.rnnlm.evaluate.ExactMatches;
import org.rnnlm.evaluate.Score;
import org.rnnlm.io.DataException;
import org.rnnlm.kernel.Cell;
import org.rnnlm.kernel.KernelSpec;
import org.rnnlm.layer.KernelLayers;
import org.rnnlm.model.Architecture;
import org.rnnlm.model.Clipping;
import org.rnnlm.model.EmbeddingSpec;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.model.Networks;
import org.rnnlm.model.PairArrays;
import org.rnnlm.run.RunFolder;
import org.rnnlm.run.TrainingPosition;
import org.rnnlm.run.TrainingState;
import org.rnnlm.search.BeamSpec;
import org.rnnlm.shard.PairSequences;
import org.rnnlm.shard.Shard;
import org.rnnlm.shard.ShardReader;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.shard.Split;
import org.rnnlm.shard.TokenSequence;

/** Encoders and decoders on a real Spark: what must hold as for language models. */
class PairsIT extends TrainingFixture {
  private static final ModelSpec MODEL =
      ModelSpec.of(Cell.GRU, 1, 24)
          .with(EmbeddingSpec.trained(8))
          .with(Architecture.ENCODER_DECODER);
  private static final Clipping CLIPPING = new Clipping(0, 1);

  private ShardSet data(int size) {
    return PairCorpus.reversals(folder.resolve("data"), size);
  }

  private static TrainingSpec training(int workers, int roundBatches, double rate, int epochs) {
    return TrainingSpec.of(
            AveragingSpec.of(workers, roundBatches),
            BatchSpec.whole(12),
            epochs,
            new LearningRate(LearningRate.Schedule.COSINE, rate, 0),
            5)
        .with(CLIPPING);
  }

  private TrainingRun run(
      ShardSet data, ModelSpec model, TrainingSpec training, RunFolder run, int stopAfter) {
    RunSpec spec = new RunSpec(1, new Retention(100, 1, 0), new SampleSpec(0.8, 10, 1));
    return new TrainingRun(spark, data, model, training, spec, run, new StopAfter(stopAfter));
  }

  private TrainingState train(ShardSet data, TrainingSpec training, String name) {
    return run(data, MODEL, training, created(name), Integer.MAX_VALUE).start();
  }

  private static List<TokenSequence> pairs(ShardSet data, Split split) {
    List<TokenSequence> pairs = new ArrayList<>();
    for (Shard shard : data.split(split).shards()) {
      pairs.addAll(ShardReader.read(data.folder(), shard));
    }
    return pairs;
  }

  @Test
  void oneWorkerIsOrdinaryTrainingOnBatchesWithSourcesOfOneLength() {
    ShardSet data = data(150);
    TrainingSpec training = training(1, 4, 0.01, 1);
    TrainingState state = train(data, training, "run");

    MultiLayerNetwork plain = Networks.create(MODEL, data.vocabulary().size(), 0.01, 5);
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
    long total = data.split(Split.TRAIN).targets();
    long tokens = 0;
    double nats = 0;
    List<TokenSequence> seen = new ArrayList<>();
    for (int round = 0; round < task.plan().rounds(); round++) {
      long expected = 12L * 4 * data.split(Split.TRAIN).meanTargets();
      plain.setLearningRate(training.learningRate().at(tokens + expected / 2, total));
      Batches batches = Batches.of(task, data.folder(), 0, round, 0);
      while (batches.hasNext()) {
        List<TokenSequence> batch = batches.next();
        assertThat(batch).hasSizeBetween(1, 12);
        assertThat(batch.stream().map(PairSequences::source).distinct()).hasSize(1);
        assertThat(batches.shard()).startsWith("train/shard-");
        int targets = batch.stream().mapToInt(PairSequences::targets).sum();
        gradient.expect(batch.size(), targets);
        plain.fit(PairArrays.of(batch, data.vocabulary().size()));
        tokens += targets;
        nats += gradient.lossSum();
        seen.addAll(batch);
      }
    }
    assertThat(seen).extracting(TokenSequence::sequence).doesNotHaveDuplicates().hasSize(150);
    assertThat(tokens).isEqualTo(total).isEqualTo(state.position().tokens());
    assertThat(state.epochs().get(0).trainLoss()).isCloseTo(nats / total, within(1e-9));
    assertThat(ReplicaState.of(network("run")).values()).isEqualTo(ReplicaState.of(plain).values());
  }

  @Test
  void resumingAndTheClusterAreInvisible() {
    ShardSet data = data(160);
    TrainingSpec training = training(2, 3, 0.01, 2);
    train(data, training, "whole");
    assertThatExceptionOfType(StopAfter.Stopped.class)
        .isThrownBy(() -> run(data, MODEL, training, created("stopped"), 2).start());
    run(data, MODEL, training, opened("stopped"), Integer.MAX_VALUE).resume("");
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

  @Test
  void reversingIsLearntAndCountedByWhatIsWritten() {
    ShardSet data = data(2400);
    TrainingState state = train(data, training(1, 50, 0.02, 5), "run");
    Checkpoint checkpoint = latest("run");
    assertThat(checkpoint.state(TrainingState.class).model()).isEqualTo(MODEL);

    ExactMatches greedy = matches(checkpoint.network(), data, new BeamSpec(1, 0, 0));
    ExactMatches beam = matches(checkpoint.network(), data, new BeamSpec(4, 0, 0));

    assertThat(state.epochs().get(4).validLoss()).isLessThan(0.1);
    assertThat(greedy.pairs()).isEqualTo(480);
    assertThat(greedy.accuracy()).isGreaterThan(0.95);
    assertThat(beam.accuracy()).isGreaterThan(0.95);
    assertThat(opened("run").folder().readText("samples/epoch-0005.txt")).contains(" -> ");
  }

  private static ExactMatches matches(MultiLayerNetwork network, ShardSet data, BeamSpec beam) {
    return ExactMatches.count(spark, network, KernelSpec.AUTO, data, Split.TEST, beam);
  }

  @Test
  void anUntrainedModelIsFoundOut() {
    ShardSet data = data(100);
    MultiLayerNetwork network = Networks.create(MODEL, data.vocabulary().size(), 0.01, 5);

    ExactMatches found = matches(network, data, new BeamSpec(1, 0, 0));

    assertThat(found.accuracy()).isLessThan(0.3);
    assertThat(found.misses()).isNotEmpty();
    for (ExactMatches.Miss miss : found.misses()) {
      assertThat(miss.written()).isNotEqualTo(miss.target());
    }
  }

  @Test
  void aScoreIsThatOfEachPairByItself() {
    ShardSet data = data(120);
    MultiLayerNetwork network = Networks.create(MODEL, data.vocabulary().size(), 0.01, 3);
    network.params().muli(3);
    double nats = 0;
    int targets = 0;
    for (TokenSequence pair : pairs(data, Split.TRAIN)) {
      double[] losses =
          KernelLayers.losses(network, PairArrays.of(List.of(pair), data.vocabulary().size()));
      assertThat(losses).hasSize(PairSequences.targets(pair));
      targets += losses.length;
      for (double loss : losses) {
        nats += loss;
      }
    }
    Score score = Evaluator.score(spark, network, KernelSpec.AUTO, data, Split.TRAIN);

    assertThat(score.nats()).isCloseTo(nats, within(1e-5 * nats));
    assertThat(score.targets()).isEqualTo(targets).isEqualTo(data.split(Split.TRAIN).targets());
  }

  @Test
  void modelsAndDataOfDifferentKindsAreRefused() {
    ShardSet pairs = data(30);
    ModelSpec language = MODEL.with(Architecture.LANGUAGE_MODEL);
    ShardSet sentences = SeparateCorpus.sentences(folder.resolve("sentences"), 30);
    TrainingSpec training = training(1, 3, 0.01, 1);

    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> run(pairs, language, training, created("a"), 9).start())
        .withMessageContaining("set model.architecture = encoder-decoder");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> run(sentences, MODEL, training, created("b"), 9).start())
        .withMessageContaining("sentences of at most 30 steps")
        .withMessageContaining("prepare with prepare.mode = pair");
  }
}
