/**
 * Training on Spark: rounds of parameter averaging over shards, what a worker does in a round, and
 * the run that strings rounds, validation, samples and checkpoints together. Alone in the project
 * to import dl4j-spark.
 */
package org.rnnlm.train;
