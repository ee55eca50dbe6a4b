/**
 * How well a model predicts a split: losses, perplexity, bits. A Spark job over the shards whose
 * result does not depend on the cluster.
 */
package org.rnnlm.evaluate;
