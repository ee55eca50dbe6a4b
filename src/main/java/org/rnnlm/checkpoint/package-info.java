/**
 * Checkpoints: all that is needed to go on from a round, in folders that a manifest commits.
 * Reading one never runs code from it. Imports DL4J, {@code model} and {@code io}, not Spark.
 */
package org.rnnlm.checkpoint;
