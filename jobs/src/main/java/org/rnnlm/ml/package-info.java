/**
 * rnnlm as stages of MLlib: trainers that fit DataFrames, models that transform them, evaluators,
 * and functions for SQL. What they compute is the commands' own: {@code org.rnnlm.jobs} prepares,
 * trains and works on rows. Imports {@code jobs}, its settings and rows, and Spark; nothing imports
 * it.
 *
 * <h2>For programs</h2>
 *
 * {@link LanguageModelTrainer}, {@link TrainedLanguageModel}, {@link TextClassifierTrainer}, {@link
 * TrainedTextClassifier}, {@link TranslatorTrainer}, {@link TrainedTranslator}, {@link
 * TrainingSummary}, {@link PerplexityEvaluator}, {@link ClassEvaluator}.
 *
 * <h2>What trainers and models share</h2>
 *
 * {@link TextTrainer}, {@link TrainedText}, {@link StageParams}, {@link SettingParams}, {@link
 * SettingCheck}, {@link OneOf}, {@link Stages}, {@link StoredStage}.
 *
 * <h2>A fit</h2>
 *
 * {@link Fit}, {@link Snapshot}, {@link WorkFolder}, {@link PlaceState}, {@link Turns}, {@link
 * CallersJobs}.
 *
 * <h2>A transformation</h2>
 *
 * {@link TextWork}, {@link AddedColumns}, {@link WorkOnRows}, {@link RowFunction}.
 */
package org.rnnlm.ml;
