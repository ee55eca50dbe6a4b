package org.rnnlm.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.PairFlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.rnnlm.io.Folder;
import org.rnnlm.io.Hashes;
import org.rnnlm.kernel.Kernels;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

/**
 * One worker's round: trains a replica on the worker's batches and gives back what it became, in
 * chunks keyed by their index. What it returns follows from the broadcasts, the epoch, the round
 * and the worker's index alone, so a task that is retried returns the same.
 */
final class WorkerRound implements PairFlatMapFunction<Integer, Integer, WorkerChunk> {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(WorkerRound.class);

  private final Broadcast<RoundTask> task;
  private final Broadcast<ReplicaState> start;
  private final int epoch;
  private final int round;
  private final double learningRate;

  WorkerRound(
      Broadcast<RoundTask> task,
      Broadcast<ReplicaState> start,
      int epoch,
      int round,
      double learningRate) {
    this.task = task;
    this.start = start;
    this.epoch = epoch;
    this.round = round;
    this.learningRate = learningRate;
  }

  @Override
  public Iterator<Tuple2<Integer, WorkerChunk>> call(Integer worker) {
    RoundTask run = task.value();
    if (epoch == 0 && round == 0) {
      LOG.info("worker {} computes with {}", worker, Kernels.of(run.kernels()).reason());
    }
    Folder data = Folder.at(run.data(), run.hadoop().value());
    Batches batches = Batches.of(run, data, epoch, round, worker);
    try (Replica replica = new Replica(run, start.value(), learningRate)) {
      WorkerReport report = replica.train(worker, batches, Hashes.seed(run.seed(), epoch, round));
      ReplicaState end = replica.state();
      if (!end.isFinite()) { // the loss tells only of parameters before a step
        report = report.diverging(batches.shard());
      }
      return chunks(end.values(), report).iterator();
    }
  }

  private static List<Tuple2<Integer, WorkerChunk>> chunks(float[] values, WorkerReport report) {
    List<Tuple2<Integer, WorkerChunk>> chunks = new ArrayList<>();
    for (int from = 0, index = 0; from < values.length; from += WorkerChunk.SIZE, index++) {
      float[] part =
          Arrays.copyOfRange(values, from, Math.min(values.length, from + WorkerChunk.SIZE));
      chunks.add(new Tuple2<>(index, new WorkerChunk(report, part)));
    }
    return chunks;
  }
}
