package org.rnnlm.jobs.rows;

import java.io.Serializable;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.factory.Nd4j;
import org.rnnlm.kernel.KernelSpec;
import org.rnnlm.model.Networks;
import org.rnnlm.vocabulary.Vocabulary;
import org.rnnlm.vocabulary.VocabularyFile;

/**
 * A trained model on its way to tasks.
 *
 * @param configuration the network's, as DL4J's JSON
 * @param parameters in DL4J's flattened order. Not copied
 * @param kernels that it is computed with
 * @param vocabularyFile its vocabulary's
 */
record SentModel(
    String configuration, float[] parameters, KernelSpec kernels, String vocabularyFile)
    implements Serializable {

  static SentModel of(MultiLayerNetwork network, KernelSpec kernels, Vocabulary vocabulary) {
    return new SentModel(
        network.getLayerWiseConfigurations().toJson(),
        network.params().dup().data().asFloat(),
        kernels,
        VocabularyFile.format(vocabulary));
  }

  /** Returns the network, to be released by who asked for it. */
  MultiLayerNetwork network() {
    MultiLayerNetwork network = Networks.of(configuration, kernels, 0);
    network.setParams(Nd4j.createFromArray(parameters).reshape(1, parameters.length));
    return network;
  }

  Vocabulary vocabulary() {
    return VocabularyFile.parse(vocabularyFile, VocabularyFile.NAME);
  }
}
