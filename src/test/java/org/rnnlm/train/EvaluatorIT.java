package org.rnnlm.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.rnnlm.evaluate.ErrorRate;
import org.rnnlm.evaluate.Evaluator;
import org.rnnlm.evaluate.Score;
import org.rnnlm.evaluate.TextEvaluator;
import org.rnnlm.evaluate.TextScore;
import org.rnnlm.kernel.Cell;
import org.rnnlm.kernel.KernelSpec;
import org.rnnlm.model.DropoutSpec;
import org.rnnlm.model.EmbeddingSpec;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.model.Networks;
import org.rnnlm.model.SequenceArrays;
import org.rnnlm.model.TokenInput;
import org.rnnlm.shard.Shard;
import org.rnnlm.shard.ShardReader;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.shard.Split;
import org.rnnlm.shard.TokenSequence;
import org.rnnlm.spark.SparkFixture;
import org.rnnlm.vocabulary.Vocabulary;

/** The score against reading the same lanes token by token. */
class EvaluatorIT {
  private static final int LANE = 32;
  private static final int LAST_LANE = 7;

  @TempDir private Path folder;

  private static Score score(
      String master, ShardSet data, MultiLayerNetwork network, ModelSpec model) {
    try (JavaSparkContext spark = SparkFixture.spark(master)) {
      return Evaluator.score(spark, network, KernelSpec.AUTO, data, Split.TRAIN);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5})
  void theScoreIsThatOfReadingEachLaneTokenByToken(int embedding) throws IOException {
    ShardSet data = SmallCorpus.write(folder, 2 * LANE + LAST_LANE);
    ModelSpec model =
        ModelSpec.of(Cell.LSTM, 2, 6)
            .with(EmbeddingSpec.trained(embedding))
            .with(DropoutSpec.of(0.5));
    MultiLayerNetwork network = Networks.create(model, data.vocabulary().size(), 0.01, 3);
    List<TokenSequence> sequences = new ArrayList<>();
    for (Shard shard : data.split(Split.TRAIN).shards()) {
      sequences.addAll(ShardReader.read(data.folder(), shard));
    }
    double nats = 0;
    for (int i = 0; i < sequences.size(); i++) {
      if (i % LANE == 0) {
        network.rnnClearPreviousState();
      }
      int[] tokens = sequences.get(i).tokens();
      // All lanes are short at the same steps, until the last lane has ended and a whole sequence
      // stands in for it: then the short ones are padded.
      int steps = i % LANE < LAST_LANE ? tokens.length - 1 : data.manifest().length();
      for (int t = 0; t < steps; t++) {
        boolean padding = t + 1 >= tokens.length;
        int token = padding ? 0 : tokens[t];
        INDArray next =
            network.rnnTimeStep(
                SequenceArrays.steps(new int[] {token}, TokenInput.IDS, data.vocabulary().size()));
        nats -= padding ? 0 : Math.log(next.getDouble(0, tokens[t + 1], 0));
      }
    }
    Score score = score("local[2]", data, network, model);
    assertThat(score.nats()).isCloseTo(nats, within(1e-6 * nats));
    assertThat(score.targets())
        .isEqualTo(sequences.stream().mapToLong(TokenSequence::targets).sum());
  }

  @Test
  void theClusterChangesNoBitOfTheScore() throws IOException {
    ShardSet data = SmallCorpus.write(folder, 20 * LANE);
    ModelSpec model = ModelSpec.of(Cell.SIMPLE_RNN, 1, 8);
    MultiLayerNetwork network = Networks.create(model, data.vocabulary().size(), 0.01, 3);
    assertThat(score("local[1]", data, network, model))
        .isEqualTo(score("local[2]", data, network, model));
  }

  private static TextScore text(String master, ShardSet data, MultiLayerNetwork network) {
    TextScore.Spec spec = new TextScore.Spec(List.of(1, 3, 100), 9, 2);
    try (JavaSparkContext spark = SparkFixture.spark(master)) {
      return TextEvaluator.score(spark, network, KernelSpec.AUTO, data, Split.TRAIN, spec);
    }
  }

  /** Every sentence by itself, token by token, and completed from its first two letters. */
  @Test
  void metricsOfTextAreThoseOfReadingTokenByTokenOnAnyCluster() throws IOException {
    ShardSet data = SeparateCorpus.sentences(folder, 30);
    ModelSpec model = ModelSpec.of(Cell.GRU, 1, 7).with(EmbeddingSpec.trained(5));
    int size = data.vocabulary().size();
    MultiLayerNetwork network = Networks.create(model, size, 0.01, 3);
    network.params().muli(4);
    List<int[]> sentences = new ArrayList<>();
    for (Shard shard : data.split(Split.TRAIN).shards()) {
      ShardReader.read(data.folder(), shard).forEach(one -> sentences.add(one.tokens()));
    }
    int first = 0;
    int amongThree = 0;
    int targets = 0;
    for (int[] tokens : sentences) {
      network.rnnClearPreviousState();
      for (int t = 0; t + 1 < tokens.length; t++) {
        double[] next = next(network, tokens[t], size);
        double target = next[tokens[t + 1]];
        long above = Arrays.stream(next).filter(p -> p > target).count();
        first += above == 0 ? 1 : 0;
        amongThree += above < 3 ? 1 : 0;
        targets++;
      }
    }
    int edits = 0;
    int letters = 0;
    int completed = 0;
    for (int i = 0; i < 9; i++) {
      int[] tokens = sentences.get(i * sentences.size() / 9);
      if (tokens.length <= 4) { // START, two letters, END
        continue;
      }
      completed++;
      List<Integer> reference = Arrays.stream(tokens, 3, tokens.length - 1).boxed().toList();
      letters += reference.size();
      edits += distance(reference, completion(network, tokens, size));
    }

    TextScore score = text("local[2]", data, network);

    assertThat(score.topAccuracy().get(1)).isEqualTo(first / (double) targets);
    assertThat(score.topAccuracy().get(3)).isEqualTo(amongThree / (double) targets);
    assertThat(score.topAccuracy().get(100)).isEqualTo(1);
    assertThat(score.nextTokens()).isEqualTo(new ErrorRate(targets - first, targets));
    assertThat(score.nextCharacters().length()).isEqualTo(targets);
    assertThat(score.completions()).isEqualTo(completed).isBetween(3L, 8L);
    assertThat(score.completionCharacters()).isEqualTo(new ErrorRate(edits, letters));
    assertThat(text("local[1]", data, network)).isEqualTo(score);
  }

  private static double[] next(MultiLayerNetwork network, int token, int size) {
    return network
        .rnnTimeStep(SequenceArrays.steps(new int[] {token}, TokenInput.IDS, size))
        .dup()
        .data()
        .asDouble();
  }

  private static List<Integer> completion(MultiLayerNetwork network, int[] tokens, int size) {
    network.rnnClearPreviousState();
    double[] next = {};
    for (int t = 0; t < 3; t++) {
      next = next(network, tokens[t], size);
    }
    List<Integer> written = new ArrayList<>();
    while (written.size() < 28) { // sentences are of at most 30 steps
      int best = Vocabulary.END;
      for (int id = Vocabulary.END; id < size; id++) {
        best = next[id] > next[best] ? id : best;
      }
      if (best == Vocabulary.END) {
        break;
      }
      written.add(best);
      next = next(network, best, size);
    }
    return written;
  }

  private static int distance(List<Integer> one, List<Integer> other) {
    int[][] edits = new int[one.size() + 1][other.size() + 1];
    for (int i = 0; i <= one.size(); i++) {
      for (int j = 0; j <= other.size(); j++) {
        if (i == 0 || j == 0) {
          edits[i][j] = i + j;
          continue;
        }
        int same = one.get(i - 1).equals(other.get(j - 1)) ? 0 : 1;
        edits[i][j] =
            Math.min(edits[i - 1][j - 1] + same, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
      }
    }
    return edits[one.size()][other.size()];
  }
}
