package org.rnnlm.train;

import java.io.Serializable;
import org.rnnlm.kernel.KernelSpec;
import org.rnnlm.layer.ActivationPenalty;
import org.rnnlm.model.Clipping;
import org.rnnlm.model.Padding;
import org.rnnlm.shard.SequenceSpec;

/**
 * A specification is what a worker makes its copy of the model of, beside what a round starts from.
 * Two that are equal make replicas that compute alike.
 *
 * @param configuration the network's, as DL4J's JSON
 * @param kernels that it is computed with
 * @param batches what a worker trains in one step
 * @param vocabularySize number of token ids
 * @param clipping of the gradient
 * @param frozen layers that are left as they are
 * @param classWeights of a classifier
 * @param penalty of a language model's activations
 * @param sequences which sequences it is trained on
 * @param keeping whether a process keeps it for its next rounds
 */
record ReplicaSpec(
    String configuration,
    KernelSpec kernels,
    BatchSpec batches,
    int vocabularySize,
    Clipping clipping,
    FrozenLayers frozen,
    ClassWeights classWeights,
    ActivationPenalty penalty,
    SequenceSpec sequences,
    ReplicaKeeping keeping)
    implements Serializable {

  /**
   * Returns how the workers' batches are padded, and by which they are put together; where windows
   * vary, each batch is padded to its own.
   */
  Padding padding() {
    return Padding.of(sequences, batches.window());
  }
}
