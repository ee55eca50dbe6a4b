package org.rnnlm.jobs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.rnnlm.checkpoint.CheckpointStore;
import org.rnnlm.io.Folder;
import org.rnnlm.kernel.Cell;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.model.Networks;
import org.rnnlm.run.TrainingState;
import org.rnnlm.shard.SequenceMode;
import org.rnnlm.vocabulary.TokenKind;
import org.rnnlm.vocabulary.TokenSpec;
import org.rnnlm.vocabulary.Vocabulary;

/** Runs of a small untrained model, for commands that read texts with one. */
final class ScoringRun {
  private ScoringRun() {}

  /** Knows the letters a to e, the space and the line's end. */
  static Vocabulary letters() {
    List<Vocabulary.Entry> counts = new ArrayList<>();
    for (String letter : List.of("a", "b", "c", "d", "e", " ", "\n")) {
      counts.add(new Vocabulary.Entry(letter, 100 - counts.size()));
    }
    return Vocabulary.of(TokenSpec.of(TokenKind.CHARACTERS), counts, 1000, 10, 0, 1);
  }

  /** Writes a checkpoint and returns the run's folder. */
  static Path write(Path folder, ModelSpec spec, SequenceMode mode) {
    Vocabulary vocabulary = letters();
    MultiLayerNetwork network = Networks.create(spec, vocabulary.size(), 0.01, 3);
    network.params().muli(3); // far from uniform
    CheckpointStore.of(Folder.at(folder.toString(), new Configuration()))
        .write(
            1,
            network,
            vocabulary,
            TrainingState.start(spec, vocabulary.fingerprint(), "none", mode));
    Networks.release(network);
    return folder;
  }

  static Path write(Path folder, SequenceMode mode) {
    return write(folder, ModelSpec.of(Cell.GRU, 1, 9), mode);
  }
}
