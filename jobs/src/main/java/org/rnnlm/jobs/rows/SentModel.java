package org.rnnlm.jobs.rows;

import java.io.Serializable;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.rnnlm.kernel.KernelSpec;
import org.rnnlm.model.SentNetwork;
import org.rnnlm.vocabulary.Vocabulary;
import org.rnnlm.vocabulary.VocabularyFile;

/**
 * A trained model on its way to tasks.
 *
 * @param sent its network
 * @param vocabularyFile its vocabulary's
 */
record SentModel(SentNetwork sent, String vocabularyFile) implements Serializable {

  static SentModel of(MultiLayerNetwork network, KernelSpec kernels, Vocabulary vocabulary) {
    return new SentModel(SentNetwork.of(network, kernels), VocabularyFile.format(vocabulary));
  }

  /** Returns the network, to be released by who asked for it. */
  MultiLayerNetwork network() {
    return sent.network();
  }

  Vocabulary vocabulary() {
    return VocabularyFile.parse(vocabularyFile, VocabularyFile.NAME);
  }
}
