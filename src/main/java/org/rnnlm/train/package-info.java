/**
 * Training on Spark: rounds of parameter averaging over shards, what a worker does in a round, and
 * the run that strings rounds, validation, samples and checkpoints together. Only {@code
 * Dl4jBaseline} and {@code Dl4jAveraging} know DL4J's module for Spark, and they are left out where
 * a build has none.
 *
 * <h2>A run</h2>
 *
 * {@link TrainingRun}, {@link Sitting}, {@link DriverWork}, {@link RunCheckpoints}, {@link
 * EpochSample}, {@link RunSpec}, {@link TrainingSpec}, {@link AveragingSpec}, {@link BatchSpec},
 * {@link WindowLengths}, {@link ClassWeights}, {@link ClassCounts}, {@link AtLeastOne}, {@link
 * TrainingMonitor}, {@link ResumePoint}, {@link TrainingFit}, {@link DataFit}, {@link EpochScores},
 * {@link SampleSpec}, {@link SamplePrompt}, {@link SampleWriter}, {@link PairSample}, {@link
 * GateSample}, {@link RunLogs}, {@link FaultLog}, {@link MemoryEstimate}, {@link
 * DivergedException}.
 *
 * <h2>Whose a run is</h2>
 *
 * {@link RunClaim}, {@link Claim}, {@link ClaimFolder}, {@link Claimant}, {@link
 * ClaimLostException}.
 *
 * <h2>A round on the driver</h2>
 *
 * {@link ShardRounds}, {@link RoundValues}, {@link RowsAlone}, {@link WaitingRows}, {@link
 * RoundTasks}, {@link StayingTasks}, {@link RoundTask}, {@link RoundStart}, {@link RoundLink},
 * {@link BroadcastLink}, {@link ProcessLink}, {@link PatchedLink}, {@link RoundLinks}, {@link
 * RoundListener}, {@link BetweenRounds}, {@link AveragedWeights}, {@link WeightAverage}, {@link
 * RoundKept}, {@link RoundShuffle}, {@link RoundLengths}, {@link LearningRate}, {@link
 * TrainingKernels}, {@link SharedKernels}, {@link Averaging}, {@link EpochTrainer}, {@link
 * ShardAveraging}, {@link Baseline}.
 *
 * <h2>A worker's round</h2>
 *
 * {@link WorkerRound}, {@link WorkerEnd}, {@link WorkerKept}, {@link Replica}, {@link ReplicaSpec},
 * {@link ReplicaKeeping}, {@link ReplicaPool}, {@link ReplicaState}, {@link Floats}, {@link
 * GradientParts}, {@link TokenMeanGradient}, {@link WindowRates}, {@link WorkerClock}, {@link
 * TaskKill}.
 *
 * <h2>Which batches a worker trains</h2>
 *
 * {@link BatchPlan}, {@link EpochOrder}, {@link Batches}, {@link ShardBatches}, {@link
 * BatchesByShape}, {@link BatchesByLength}, {@link BatchesOfPairs}, {@link RecentShards}.
 *
 * <h2>The mean of the workers</h2>
 *
 * {@link RoundMean}, {@link WorkersJob}, {@link WorkerChunk}, {@link SentValues}, {@link
 * PackedDeltas}, {@link TouchedRows}, {@link RowsMean}, {@link ChunkLayout}, {@link ChunkMean},
 * {@link ChunkCollector}, {@link RoundBytes}.
 *
 * <h2>Measuring</h2>
 *
 * {@link StepBenchmark}, {@link RateSweep}, {@link RateCurve}.
 */
package org.rnnlm.train;
