package org.rnnlm.evaluate;

import java.io.Serializable;
import org.apache.spark.util.SerializableConfiguration;
import org.rnnlm.kernel.KernelSpec;
import org.rnnlm.shard.SplitContent;

/**
 * What scoring a split needs to know.
 *
 * @param configuration the network's, as DL4J's JSON
 * @param parameters in DL4J's flattened order. Not copied
 * @param kernels that it is computed with
 * @param vocabularySize number of token ids
 * @param data location of the shard set
 * @param content the split
 * @param lanes read side by side
 * @param hadoop how to reach the data
 */
record ScoreTask(
    String configuration,
    float[] parameters,
    KernelSpec kernels,
    int vocabularySize,
    String data,
    SplitContent content,
    int lanes,
    SerializableConfiguration hadoop)
    implements Serializable {

  /** Sequences that are scored together. */
  long block() {
    return (long) lanes * Lane.SEQUENCES;
  }
}
