/**
 * Pages for people: {@code report.html} of a run and of a comparison, made of what is in their
 * folders. Knows {@code io}, {@code checkpoint}, {@code model} and {@code shard}; neither Spark nor
 * training.
 */
package org.rnnlm.report;
