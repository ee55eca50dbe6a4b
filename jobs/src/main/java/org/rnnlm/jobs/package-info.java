/**
 * The programs: one class a command, settings turned into specifications, and what a person sees.
 * Imports everything but {@code org.rnnlm.ml}, which alone imports it.
 *
 * <h2>Where programs begin and end</h2>
 *
 * {@link Main}, {@link Failures}, {@link MachineFault}, {@link Trace}, {@link Secrets}, {@link
 * Surroundings}, {@link Rehearsal}, {@link Version}.
 *
 * <h2>The commands</h2>
 *
 * {@link CorpusCommand}, {@link PrepareCommand}, {@link VectorsCommand}, {@link TrainCommand},
 * {@link EvaluateCommand}, {@link GenerateCommand}, {@link TranslateCommand}, {@link
 * ClassifyCommand}, {@link ScoreCommand}, {@link CompleteCommand}, {@link EmbedCommand}, {@link
 * CompareCommand}, {@link SearchCommand}, {@link ReportCommand}, {@link SummaryCommand}, {@link
 * BenchmarkCommand}, {@link VerifyCommand}, {@link InspectCommand}, {@link PlanCommand}, {@link
 * PresetsCommand}, {@link SettingsCommand}.
 *
 * <h2>What several commands take</h2>
 *
 * {@link SettingsOptions}, {@link ConsoleOptions}, {@link CheckpointOptions}, {@link Checkpoints},
 * {@link TrainedModel}, {@link BeforeSpark}, {@link HadoopSettings}, {@link SparkSessions}, {@link
 * DataSettings}, {@link TrainSettings}, {@link RunSetup}, {@link TrainingDemand}, {@link Unknown},
 * {@link TableOptions}, {@link RowsJob}, {@link Preparation}, {@link WholeRun}, {@link
 * StartVectors}, {@link ModelRows}, {@link QueryOptions}, {@link Query}, {@link QueriedRows}.
 *
 * <h2>For programs</h2>
 *
 * {@link ProgramJobs}, {@link LoggedTraining}, {@link KnownSettings}, {@link Identities}.
 *
 * <h2>Several runs side by side</h2>
 *
 * {@link Trials}, {@link Trial}, {@link TrialOptions}, {@link TrialStart}, {@link TrialPlan},
 * {@link WholeTrials}, {@link HalvedTrials}, {@link TrialLeg}, {@link SideBySide}, {@link
 * TrialRoom}, {@link TrialSession}, {@link TrialsConsole}, {@link TrialTable}, {@link
 * ComparisonRow}, {@link ArmRow}, {@link SearchSummary}, {@link ComparisonReporter}.
 *
 * <h2>A training that people watch</h2>
 *
 * {@link TrainingConsole}, {@link RunReporter}, {@link ForwardingMonitor}, {@link Origins}, {@link
 * Workers}, {@link WatchedTraining}, {@link ExecutorWatch}, {@link NoExecutorsException}, {@link
 * InterruptedRun}, {@link Interruption}, {@link StretchedCosine}, {@link RunEnd}.
 *
 * <h2>What commands show</h2>
 *
 * {@link LanguageScore}, {@link Floor}, {@link TextMetrics}, {@link Texts}, {@link BenchmarkTurns},
 * {@link BenchmarkPeaks}.
 */
package org.rnnlm.jobs;
