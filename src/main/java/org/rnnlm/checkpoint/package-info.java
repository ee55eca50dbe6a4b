/**
 * Checkpoints: all that is needed to go on from a round, in folders that a manifest commits.
 * Imports DL4J's ModelSerializer and {@code io}, not Spark.
 */
package org.rnnlm.checkpoint;
