package org.rnnlm.checkpoint;

import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.dataset.DataSet;
import org.rnnlm.io.Folder;
import org.rnnlm.kernel.Cell;
import org.rnnlm.model.EmbeddingSpec;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.model.Networks;
import org.rnnlm.model.SequenceArrays;
import org.rnnlm.model.TokenInput;
import org.rnnlm.shard.SampleShardSet;
import org.rnnlm.vocabulary.Vocabulary;

/** A run of a small LSTM after three steps, whose checkpoints are written and read. */
abstract class CheckpointFixture {
  static final Configuration HADOOP = new Configuration();
  static final Vocabulary VOCABULARY = SampleShardSet.vocabulary();
  static final ModelSpec MODEL = ModelSpec.of(Cell.LSTM, 1, 3).with(EmbeddingSpec.trained(2));
  static final State STATE = new State(7, 0.25, "hello");

  @TempDir Path directory;
  Folder run;
  CheckpointStore store;
  MultiLayerNetwork network;

  record State(int tokens, double loss, String note) {}

  @BeforeEach
  void open() {
    run = Folder.at(directory.resolve("run").toString(), HADOOP);
    store = CheckpointStore.of(run);
    network = Networks.create(MODEL, VOCABULARY.size(), 0.01, 5);
    train(network, 3);
  }

  static void train(MultiLayerNetwork network, int iterations) {
    DataSet batch =
        SequenceArrays.of(
            SampleShardSet.sequences(4, 5, VOCABULARY.size(), 3),
            TokenInput.IDS,
            VOCABULARY.size());
    for (int i = 0; i < iterations; i++) {
      network.fit(batch);
    }
  }
}
