/**
 * A trained model behind HTTP: completions as OpenAI's interface has them, activations, and a page
 * to write with. Requests are read and drawn together, a token of each a step. Knows the JDK's HTTP
 * server, {@code generate}, {@code search}, {@code vocabulary}, {@code shard} and {@code io}, not
 * Spark.
 *
 * <h2>What is computed</h2>
 *
 * {@link Batcher} leads {@link Job}s: {@link DrawJob}, {@link BeamJob}, {@link ActivationJob}.
 * {@link UnitScores} and {@link PatternMatches} tell units that follow a pattern.
 *
 * <h2>What is asked and answered</h2>
 *
 * {@link Server} has an {@link Endpoint} for each path; {@link Fields}, {@link CompletionRequest}
 * and {@link Prompts} read requests, {@link CompletionAnswer} writes, {@link Refusal} refuses.
 */
package org.rnnlm.serve;
