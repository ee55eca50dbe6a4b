package org.rnnlm.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.rnnlm.evaluate.Evaluator;
import org.rnnlm.evaluate.Score;
import org.rnnlm.kernel.Cell;
import org.rnnlm.kernel.KernelSpec;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.model.Networks;
import org.rnnlm.model.SequenceArrays;
import org.rnnlm.model.TokenInput;
import org.rnnlm.shard.Shard;
import org.rnnlm.shard.ShardReader;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.shard.Split;
import org.rnnlm.shard.TokenSequence;

/** The score against reading the same lanes token by token. */
class EvaluatorIT {
  private static final int LANE = 32;
  private static final int LAST_LANE = 7;

  @TempDir private Path folder;

  private static Score score(
      String master, ShardSet data, MultiLayerNetwork network, ModelSpec model) {
    SparkConf configuration =
        new SparkConf()
            .setMaster(master)
            .setAppName("EvaluatorIT")
            .set("spark.ui.enabled", "false");
    try (JavaSparkContext spark = new JavaSparkContext(configuration)) {
      return Evaluator.score(spark, network, KernelSpec.AUTO, data, Split.TRAIN);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5})
  void theScoreIsThatOfReadingEachLaneTokenByToken(int embedding) throws IOException {
    ShardSet data = SmallCorpus.write(folder, 2 * LANE + LAST_LANE);
    ModelSpec model = new ModelSpec(Cell.LSTM, 2, 6, embedding, 0.5);
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
    ModelSpec model = new ModelSpec(Cell.SIMPLE_RNN, 1, 8, 0, 0);
    MultiLayerNetwork network = Networks.create(model, data.vocabulary().size(), 0.01, 3);
    assertThat(score("local[1]", data, network, model))
        .isEqualTo(score("local[2]", data, network, model));
  }
}
