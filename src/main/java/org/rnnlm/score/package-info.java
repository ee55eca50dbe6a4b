/**
 * What a language model makes of any text, token by token: {@link TextScorer} is the one reader of
 * texts that commands and Spark jobs share. Imports DL4J, not Spark.
 *
 * <h2>For callers</h2>
 *
 * {@link ScoringModel}, {@link TextScorer}, {@link ScoredText}, {@link ScoredToken}, {@link
 * ScoredWord}, {@link TextTotals}, {@link Adaptation}, {@link GradientSizes}, {@link
 * RunningScorer}.
 *
 * <h2>Minimal pairs</h2>
 *
 * {@link MinimalPair}, {@link PairAccuracies}, {@link PairAccuracy}.
 *
 * <h2>How texts are read</h2>
 *
 * {@link TextReader}, {@link Detail}, {@link Reading}, {@link SideBySide}, {@link Lanes}, {@link
 * StateSum}, {@link WordSums}, {@link AdaptingReader}, {@link PlaceCheck}, {@link WindowByWindow},
 * {@link StepLosses}.
 */
package org.rnnlm.score;
