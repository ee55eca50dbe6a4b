/**
 * What a run's folder holds: how far the run has come, its rounds and epochs and their numbers,
 * what the workers told, the faults survived, the samples, and what the run is of. Each file has
 * one record, which one class here writes and reads; training writes them, reports and commands
 * read them. Imports {@code io}, {@code shard}, {@code model}, {@code checkpoint}, {@code tags} and
 * {@code vectors}; neither Spark nor training.
 */
package org.rnnlm.run;
