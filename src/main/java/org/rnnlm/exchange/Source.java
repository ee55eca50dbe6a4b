package org.rnnlm.exchange;

import java.util.Objects;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.shard.SequenceMode;
import org.rnnlm.vocabulary.Vocabulary;

/**
 * A trained model that is to be exported.
 *
 * @param origin the checkpoint that it is of, for messages and for {@code config.json}
 * @param spec what it is
 * @param vocabulary what its ids mean
 * @param sequences how training cut text into sequences
 * @param network its weights, and what an export is compared with
 */
public record Source(
    String origin,
    ModelSpec spec,
    Vocabulary vocabulary,
    SequenceMode sequences,
    MultiLayerNetwork network) {
  public Source {
    Objects.requireNonNull(origin, "origin");
    Objects.requireNonNull(spec, "spec");
    Objects.requireNonNull(vocabulary, "vocabulary");
    Objects.requireNonNull(sequences, "sequences");
    Objects.requireNonNull(network, "network");
  }
}
