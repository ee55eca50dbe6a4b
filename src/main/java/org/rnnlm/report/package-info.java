/**
 * Pages for people: {@code report.html} of a run and of a comparison, made of what {@code run}
 * reads from their folders. Knows {@code io}, {@code checkpoint}, {@code model}, {@code shard} and
 * {@code run}; neither Spark nor training.
 */
package org.rnnlm.report;
