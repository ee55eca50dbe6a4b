/**
 * A run as TensorBoard reads it: event files of the run's metrics, texts and weights. The few
 * messages of its protocol are encoded here; it needs {@code run} and DL4J's networks, and no
 * Spark.
 */
package org.rnnlm.tensorboard;
