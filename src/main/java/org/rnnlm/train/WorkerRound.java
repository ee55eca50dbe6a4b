package org.rnnlm.train;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import org.rnnlm.io.Folder;
import org.rnnlm.io.Hashes;
import org.rnnlm.io.StoredFile;
import org.rnnlm.kernel.Kernels;
import org.rnnlm.layer.RowTable;
import org.rnnlm.run.WorkerReport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

/**
 * One worker's round: trains a replica on the worker's batches and gives back what it became, whole
 * or in chunks keyed by their index. What it returns follows from the broadcasts and the worker's
 * index alone, so a task that is retried returns the same.
 */
final class WorkerRound implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(WorkerRound.class);
  private static final Set<String> TOLD = ConcurrentHashMap.newKeySet();

  private final Broadcast<RoundTask> task;
  private final RoundLink link;

  WorkerRound(Broadcast<RoundTask> task, RoundLink link) {
    this.task = task;
    this.link = link;
  }

  /**
   * Returns what a worker became, in chunks keyed by their index.
   *
   * @param layout of all workers' values
   */
  Iterator<Tuple2<Integer, WorkerChunk>> chunks(int worker, ChunkLayout layout) {
    WorkerChunk end = whole(worker);
    // Copied one by one as Spark takes them, so that they never stand beside the whole.
    return IntStream.range(0, layout.chunks())
        .mapToObj(index -> new Tuple2<>(index, layout.chunk(end, index)))
        .iterator();
  }

  /** Returns what takes the mean of all workers' chunks. */
  ChunkMean chunkMean(ChunkLayout layout) {
    return new ChunkMean(link, layout);
  }

  /** Returns what a worker became, for the driver. */
  WorkerEnd end(int worker) {
    return link.end(whole(worker));
  }

  /** Returns what a worker became, as a single chunk. */
  private WorkerChunk whole(int worker) {
    WorkerClock clock = new WorkerClock();
    RoundTask run = task.value();
    RoundStart round = link.start();
    if (round.epoch() == 0 && round.round() == 0) {
      tell(Kernels.of(run.replica().kernels()).reason());
    }
    return ReplicaPool.OF_PROCESS.lend(
        run.replica(), replica -> trained(replica, worker, run, round, clock));
  }

  private static WorkerChunk trained(
      Replica replica, int worker, RoundTask run, RoundStart round, WorkerClock clock) {
    Configuration hadoop = run.hadoop().value();
    WorkerKept own = round.kept().of(worker, round.state().parameters(), hadoop);
    replica.begin(own.addTo(round.state()), round.learningRate());
    if (round.rows().any()) {
      replica.letWait(round.rows());
    }
    clock.started();
    Folder data = Folder.at(run.data(), hadoop);
    Batches batches = Batches.of(run, data, round.epoch(), round.round(), worker);
    long seed = Hashes.seed(run.seed(), round.epoch(), round.round());
    WorkerReport report = replica.train(worker, batches, seed, clock);
    RowTable table = round.rows().table();
    TouchedRows rows = table.any() ? replica.trainedRows(table) : TouchedRows.NONE;
    ReplicaState end = table.any() ? replica.others(table) : replica.state();
    if (!end.isFinite() || !rows.isFinite()) { // the loss tells only of parameters before a step
      report = report.diverging(batches.shard());
    }
    SentValues sent = sent(end, own, round);
    List<StoredFile> kept = round.kept().keep(own.after(end), worker, attempt(), hadoop);
    clock.ended();
    long bytes = sent.bytes() + rows.bytes();
    return new WorkerChunk(report.ending(clock.time(), kept, bytes), sent, rows);
  }

  /** Returns what a worker became, without the moments that it keeps, or how far it went. */
  private static SentValues sent(ReplicaState end, WorkerKept own, RoundStart round) {
    if (round.deltas().areSent()) {
      return own.deltas(round.deltas(), round.state(), end);
    }
    return new Floats(own.moments().length == 0 ? end.values() : end.alone().values());
  }

  /** No two attempts of a run's tasks have the same. */
  private static long attempt() {
    return TaskContext.get().taskAttemptId();
  }

  /** Says once in each process with what its workers compute, however many they are. */
  private static void tell(String kernels) {
    if (TOLD.add(kernels)) {
      LOG.info("workers compute with {}", kernels);
    }
  }
}
