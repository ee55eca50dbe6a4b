package org.rnnlm.train;

import java.io.Serializable;
import org.apache.spark.util.SerializableConfiguration;
import org.rnnlm.model.Clipping;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.shard.SplitContent;

/**
 * What the workers of an epoch need to know beside the parameters.
 *
 * @param configuration the network's, as DL4J's JSON
 * @param model its specification
 * @param vocabularySize number of token ids
 * @param clipping of the gradient
 * @param data location of the shard set
 * @param training its training split
 * @param plan who trains what
 * @param seed of the run
 * @param hadoop how to reach the data
 */
record RoundTask(
    String configuration,
    ModelSpec model,
    int vocabularySize,
    Clipping clipping,
    String data,
    SplitContent training,
    BatchPlan plan,
    long seed,
    SerializableConfiguration hadoop)
    implements Serializable {}
