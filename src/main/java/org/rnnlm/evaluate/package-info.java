/**
 * How well a model predicts a split: losses, perplexity, bits. A Spark job over the shards whose
 * result does not depend on the cluster.
 *
 * <h2>Losses</h2>
 *
 * {@link Evaluator}, {@link Score}, {@link ScoreTask}, {@link ScoreBlocks}, {@link Block}, {@link
 * BlockReader}, {@link Lanes}, {@link SeparateSequences}, {@link PairLosses}; without Spark {@link
 * DynamicEvaluator}.
 *
 * <h2>Texts and targets</h2>
 *
 * {@link TextEvaluator}, {@link TextScore}, {@link PredictionBlocks}, {@link StepRanks}, {@link
 * Completions}, {@link ErrorRate}, {@link EditDistance}, {@link ExactMatches}.
 *
 * <h2>Classes and tags</h2>
 *
 * {@link WholeSequences}, {@link Classifier}, {@link ConfusionTable}, {@link TagScores}, {@link
 * Tagger}, {@link SpanTable}.
 */
package org.rnnlm.evaluate;
