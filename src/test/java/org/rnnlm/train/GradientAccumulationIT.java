package org.rnnlm.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.rnnlm.kernel.Cell;
import org.rnnlm.model.Architecture;
import org.rnnlm.model.DropoutSpec;
import org.rnnlm.model.EmbeddingSpec;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.model.Networks;
import org.rnnlm.model.Optimizer;
import org.rnnlm.model.OptimizerSpec;
import org.rnnlm.model.SequenceArrays;
import org.rnnlm.model.TokenInput;
import org.rnnlm.run.TrainingState;
import org.rnnlm.shard.SequenceMode;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.shard.Split;
import org.rnnlm.shard.TokenSequence;

/** Steps that are made of several batches are those of one batch as large. */
class GradientAccumulationIT extends SmallRunFixture {
  private static final OptimizerSpec MOMENTUM =
      new OptimizerSpec(Optimizer.SGD, 0, 0, 0.9, 0.001); // Adam would enlarge rounding

  private static TrainingSpec training(int workers, int size, int accumulated, double rate) {
    return TrainingSpec.of(
            AveragingSpec.of(workers, 2),
            BatchSpec.whole(size).accumulating(accumulated),
            2,
            rate(rate),
            5)
        .with(CLIPPING);
  }

  /** Gradients of one sequence at a time; their mean, its clipping and Adam are computed here. */
  @Test
  void aStepIsAdamsOfTheMeanOverAllPredictionsOfItsBatches() throws IOException {
    ShardSet data = SmallCorpus.write(folder.resolve("data"), SEQUENCES);
    TrainingSpec training = training(1, 2, 3, 0.01);
    TrainingState end = run(data, MODEL, training, "run", StopAfter.never());

    int vocabulary = data.vocabulary().size();
    MultiLayerNetwork network = Networks.create(MODEL, vocabulary, 0.01, 5);
    float[] start = network.params().dup().data().asFloat();
    double[] weights = new double[start.length];
    for (int i = 0; i < start.length; i++) {
      weights[i] = start[i];
    }
    double[] first = new double[start.length];
    double[] second = new double[start.length];
    int step = 0;
    for (int epoch = 0; epoch < 2; epoch++) {
      List<List<TokenSequence>> steps = SmallCorpus.batches(data, training(1, 6, 1, 1), epoch);
      assertThat(steps.get(steps.size() - 1)).as("an odd end").hasSize(1);
      for (List<TokenSequence> sequences : steps) {
        double[] gradient = gradient(network, weights, sequences, vocabulary);
        adam(weights, gradient, first, second, ++step, 0.01);
      }
    }
    assertThat(replica("run").iteration()).isEqualTo(step).isEqualTo(14);
    assertThat(distance(parameters("run"), weights))
        .isLessThan(1e-3 * distance(start, weights))
        .isLessThan(0.01);
    assertThat(end.position().tokens()).isEqualTo(2 * data.split(Split.TRAIN).targets());
  }

  private static double[] gradient(
      MultiLayerNetwork network, double[] weights, List<TokenSequence> sequences, int vocabulary) {
    network.setParams(Nd4j.create(new double[][] {weights}).castTo(network.params().dataType()));
    double[] sum = new double[weights.length];
    int predictions = 0;
    for (TokenSequence sequence : sequences) {
      DataSet arrays = SequenceArrays.of(List.of(sequence), TokenInput.IDS, vocabulary);
      network.setInput(arrays.getFeatures());
      network.setLabels(arrays.getLabels());
      network.computeGradientAndScore();
      float[] one = network.gradient().gradient().dup().data().asFloat();
      for (int i = 0; i < sum.length; i++) {
        sum[i] += one[i];
      }
      predictions += sequence.targets();
    }
    double squares = 0;
    for (int i = 0; i < sum.length; i++) {
      sum[i] /= predictions;
      squares += sum[i] * sum[i];
    }
    double factor = Math.min(1, CLIPPING.norm() / Math.sqrt(squares));
    for (int i = 0; i < sum.length; i++) {
      sum[i] *= factor;
    }
    return sum;
  }

  private static void adam(
      double[] weights, double[] gradient, double[] first, double[] second, int step, double rate) {
    for (int i = 0; i < weights.length; i++) {
      first[i] = 0.9 * first[i] + 0.1 * gradient[i];
      second[i] = 0.999 * second[i] + 0.001 * gradient[i] * gradient[i];
      double unbiased = rate * Math.sqrt(1 - Math.pow(0.999, step)) / (1 - Math.pow(0.9, step));
      weights[i] -= unbiased * first[i] / (Math.sqrt(second[i]) + 1e-8);
    }
  }

  private static double distance(float[] one, double[] other) {
    double squares = 0;
    for (int i = 0; i < one.length; i++) {
      squares += (one[i] - other[i]) * (one[i] - other[i]);
    }
    return Math.sqrt(squares);
  }

  private static double distance(float[] one, float[] other) {
    return distance(one, Nd4j.createFromArray(other).data().asDouble());
  }

  private ShardSet data(SequenceMode mode) throws IOException {
    return switch (mode) {
      case STREAM -> SmallCorpus.write(folder.resolve("data"), SEQUENCES);
      case SENTENCE -> SeparateCorpus.sentences(folder.resolve("data"), 50);
      case PAIR -> PairCorpus.reversals(folder.resolve("data"), 60);
      case WINDOW, LABELLED, TAGGED -> throw new IllegalArgumentException("no corpus of " + mode);
    };
  }

  @ParameterizedTest
  @CsvSource({"STREAM, 2", "SENTENCE, 1", "PAIR, 1"})
  void severalBatchesAreTheStepsOfOneAsLarge(SequenceMode mode, int workers) throws IOException {
    ShardSet data = data(mode);
    ModelSpec model = mode == SequenceMode.PAIR ? MODEL.with(Architecture.ENCODER_DECODER) : MODEL;
    TrainingState large = trained(data, model, training(workers, 12, 1, 0.5), "large");
    TrainingState parts = trained(data, model, training(workers, 4, 3, 0.5), "parts");
    assertThat(parts.position()).isEqualTo(large.position());
    assertThat(replica("parts").iteration()).isEqualTo(replica("large").iteration());
    assertThat(distance(parameters("parts"), parameters("large")))
        .isLessThan(1e-4 * distance(parameters("large"), drawn(model, data)));
    assertThat(parts.epochs().get(1).trainLoss())
        .isCloseTo(large.epochs().get(1).trainLoss(), within(1e-5));
  }

  private static float[] drawn(ModelSpec model, ShardSet data) {
    return Networks.create(model, data.vocabulary().size(), 0.5, 5).params().data().asFloat();
  }

  private TrainingState trained(
      ShardSet data, ModelSpec model, TrainingSpec training, String name) {
    return run(data, model, training.with(MOMENTUM), name, StopAfter.never());
  }

  @Test
  void resumingIsInvisibleToSeveralWorkersThatDropAndAccumulate() throws IOException {
    ShardSet data = SmallCorpus.write(folder.resolve("data"), SEQUENCES);
    ModelSpec dropout =
        ModelSpec.of(Cell.GRU, 2, 6).with(EmbeddingSpec.trained(5)).with(DropoutSpec.of(0.5));
    TrainingSpec training = training(3, 2, 2, 0.01);
    TrainingState whole = run(data, dropout, training, "whole", StopAfter.never());
    assertThat(whole.position().rounds()).isEqualTo(4);
    assertThatExceptionOfType(StopAfter.Stopped.class)
        .isThrownBy(() -> run(data, dropout, training, "stopped", new StopAfter(1)));
    new TrainingRun(
            spark, data, dropout, training, everyRound(), opened("stopped"), StopAfter.never())
        .resume("");
    assertThat(replica("stopped").values()).isEqualTo(replica("whole").values());
  }

  @Test
  void frozenLayersStayAndDoNotCountInTheNormThatIsClipped() throws IOException {
    ShardSet data = SmallCorpus.write(folder.resolve("data"), SEQUENCES);
    FrozenLayers frozen = new FrozenLayers(List.of("embedding", "layer-1"));
    trained(data, MODEL, training(1, 12, 1, 0.5).with(frozen), "large");
    trained(data, MODEL, training(1, 4, 3, 0.5).with(frozen), "parts");
    MultiLayerNetwork drawn = Networks.create(MODEL, data.vocabulary().size(), 0.5, 5);
    MultiLayerNetwork trained = network("parts");
    for (int layer : new int[] {0, 1}) {
      assertThat(trained.getLayer(layer).params()).isEqualTo(drawn.getLayer(layer).params());
    }
    assertThat(distance(parameters("parts"), parameters("large")))
        .isLessThan(1e-4 * distance(parameters("parts"), drawn.params().data().asFloat()));
  }

  @Test
  void whatTakesAStepOfItsOwnIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BatchSpec(4, 3, WindowLengths.constant(5)))
        .withMessageContaining("train.window");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BatchSpec.whole(1 << 16).accumulating(1 << 16))
        .withMessageContaining("65536 batches of 65536");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                TrainingSpec.of(
                    AveragingSpec.of(2, 3).by(Averaging.DL4J),
                    BatchSpec.whole(4).accumulating(2),
                    1,
                    rate(0.01),
                    5))
        .withMessageContaining("train.accumulate-batches");
  }
}
