package org.rnnlm.train;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.rnnlm.evaluate.Evaluator;
import org.rnnlm.evaluate.Score;
import org.rnnlm.io.Folder;
import org.rnnlm.job.JobDescription;
import org.rnnlm.kernel.KernelSpec;
import org.rnnlm.model.ModelSummary;
import org.rnnlm.run.EpochMetrics;
import org.rnnlm.run.Faults;
import org.rnnlm.run.MetricsLog;
import org.rnnlm.run.RoundMetrics;
import org.rnnlm.run.RoundReport;
import org.rnnlm.run.TrainingState;
import org.rnnlm.run.WorkerReport;
import org.rnnlm.shard.Split;
import org.rnnlm.text.Text;

/**
 * One process's training of a run, which has its network, and stands where the run starts or goes
 * on: rounds, and after each epoch validation, a sample and a checkpoint. What fails before there
 * is one is refused for good reason; what fails after that leaves a run that can be resumed.
 */
public final class Sitting {
  /**
   * What a sitting came to.
   *
   * @param state where the run stands at its end
   * @param faults that it survived
   * @param parameters of the model
   */
  public record End(TrainingState state, Faults faults, int parameters) {}

  private final TrainingRun run;
  private final MultiLayerNetwork network;
  private final TrainingState from;
  private final BetweenRounds between;
  private final RunCheckpoints checkpoints;
  private final TrainingSpec training;
  private final MetricsLog metrics;
  private final EpochTrainer trainer;
  private final RunLogs logs;
  private final FaultLog faults;
  private final DriverWork beside = new DriverWork();

  /**
   * @param from where the network stands
   * @param training the run's, its kernels chosen
   */
  Sitting(
      TrainingRun run,
      MultiLayerNetwork network,
      TrainingState from,
      BetweenRounds between,
      RunCheckpoints checkpoints,
      TrainingSpec training) {
    this.run = run;
    this.network = network;
    this.from = from;
    this.between = between;
    this.checkpoints = checkpoints;
    this.training = training;
    this.metrics = MetricsLog.open(run.folder().folder(), from.position().rounds());
    this.logs = new RunLogs(run, network);
    this.faults = FaultLog.of(run.spark());
    this.trainer =
        switch (training.averaging()) {
          case SHARDS ->
              new ShardAveraging(
                  run.spark(),
                  run.data(),
                  training,
                  between,
                  ReplicaKeeping.of(run.folder(), run.model(), training, run.data()),
                  beside,
                  this::roundDone);
          case DL4J -> Baseline.find().orElseThrow().trainer(run.spark(), run.data(), training);
        };
  }

  /**
   * Trains to the run's last epoch, or until the validation loss no longer falls.
   *
   * @throws DivergedException if a loss is no finite number
   * @throws ClaimLostException if another driver has taken the run
   */
  public End train() {
    return trainUntil(training.epochs());
  }

  /**
   * Trains as {@link #train} does, but no further than to the end of an epoch, from where another
   * sitting goes on as if this one had.
   *
   * @param epochs that are done then, since the run began
   */
  public End trainUntil(int epochs) {
    warnIfDone();
    if (!training.classWeights().areEqual()) {
      run.monitor().weighted(training.classWeights().by(run.data().manifest().classes()));
    }
    run.monitor()
        .built(
            ModelSummary.of(
                network.getLayerWiseConfigurations(), run.data().manifest().sequences()));
    run.monitor().started(from, memory());
    run.spark().sc().addSparkListener(faults);
    TrainingState state = from;
    boolean whole = false; // not by catching: Spark throws checked exceptions, too
    JobDescription told =
        JobDescription.begin(run.spark(), TrainingRun.JOBS, TrainingRun.named(run.folder()));
    try (beside) {
      logs.begin(from);
      while (goesOn(state, epochs)) {
        state = finished(trained(state));
      }
      beside.await();
      whole = true;
    } finally {
      told.close();
      ReplicaPool.OF_PROCESS.release(ReplicaKeeping.named(run.folder()));
      run.spark().sc().removeSparkListener(faults);
      if (!whole) {
        logs.fail();
      }
    }
    between.finish();
    logs.finish(state);
    tellIfStopped(state);
    return new End(state, faults.total(), Math.toIntExact(network.numParams()));
  }

  /** Returns where the run stands after the last round of the epoch that it is in. */
  private TrainingState trained(TrainingState state) {
    String epoch = "epoch " + (state.position().epoch() + 1);
    if (training.averaging() == Averaging.DL4J || !training.average().none()) {
      beside.await(); // the one changes the network without asking, the other stands in its place
    }
    TrainingState trained = during(epoch, () -> trainer.train(network, state));
    beside.await();
    return trained;
  }

  /** A run that stops within an epoch still ends that epoch, where it is. */
  private boolean goesOn(TrainingState state, int until) {
    boolean within = state.position().round() > 0;
    int last = Math.min(until, training.epochs());
    return state.position().epoch() < last && (within || !training.stops(state));
  }

  private void tellIfStopped(TrainingState state) {
    if (training.stops(state)) {
      run.monitor()
          .warned(
              Text.format(
                  "stopped early: %d validations in a row without a lower loss"
                      + " (train.stop-patience); --resume with a larger one goes on",
                  training.stop().validations()));
    }
  }

  private void warnIfDone() {
    if (from.position().epoch() >= training.epochs()) {
      run.monitor()
          .warned(
              Text.format(
                  "all %d epochs are trained already, so there is nothing to do; a larger"
                      + " train.epochs goes on",
                  from.position().epoch()));
    }
  }

  private MemoryEstimate memory() {
    return MemoryEstimate.of(run.model(), run.training(), run.data());
  }

  /** Returns the newest checkpoint that this sitting knows to be complete; any thread may ask. */
  public Optional<Folder> lastCheckpoint() {
    return checkpoints.last();
  }

  /**
   * Returns where the run stands, scored if it is time to. What is written of it is written while
   * the next round is trained: the network does not change until that is done.
   */
  private TrainingState roundDone(RoundReport report, TrainingState trained, Runnable current) {
    run.claim().ifPresent(RunClaim::requireNotLost);
    long before = report.position().tokens() - report.tokens();
    boolean within = report.position().round() < report.roundsInEpoch();
    int steps = report.workers().stream().mapToInt(WorkerReport::steps).max().orElseThrow();
    boolean scored = within && run.spec().validations().isDue(before, report.position().tokens());
    boolean stored =
        within && checkpoints.isDue(checkpoints.marked(trained, before)); // scored or not
    if (scored || stored || !training.average().none()) {
      current.run();
    }
    between.average().roundDone(network, trained, steps);
    TrainingState state = checkpoints.marked(scored ? validated(trained) : trained, before);
    RoundMetrics line = RoundMetrics.of(report, state, faults.next());
    beside.begin(() -> tell(report, line, state, within && checkpoints.isDue(state)));
    return state;
  }

  private void tell(RoundReport report, RoundMetrics line, TrainingState state, boolean due) {
    metrics.add(line);
    logs.roundDone(line);
    run.monitor().roundDone(report, state);
    if (due) {
      checkpoint(state, label(state));
    }
  }

  private TrainingState validated(TrainingState trained) {
    double loss = scoreAfter(trained.position().round());
    if (!Double.isFinite(Math.exp(loss))) {
      throw DivergedException.before(trained.position().rounds());
    }
    TrainingState state = trained.validated(loss);
    run.monitor().validated(state.validations().get(state.validations().size() - 1));
    return state;
  }

  private double scoreAfter(int round) {
    KernelSpec kernels = training.compute().kernels().unmeasured();
    return during(
        "after round " + round,
        () ->
            averaged(() -> Evaluator.score(run.spark(), network, kernels, run.data(), Split.VALID))
                .loss());
  }

  /**
   * Returns where the run stands once a trained epoch is scored. Its sample and its checkpoint are
   * written while the next epoch's first round is trained.
   */
  private TrainingState finished(TrainingState trained) {
    String when = "after epoch " + (trained.position().epoch() + 1);
    EpochScores scores = during(when, this::scores);
    Score valid = scores.valid();
    EpochMetrics epoch = scores.metrics(trained);
    if (!Double.isFinite(valid.perplexity()) || !Double.isFinite(trained.epochLoss())) {
      throw DivergedException.after(epoch.epoch()); // the perplexity is the first to overflow
    }
    warnOfLearningNothing(epoch);
    TrainingState state = trained.afterEpoch(epoch);
    beside.begin(() -> write(epoch, valid, state));
    return state;
  }

  private void write(EpochMetrics epoch, Score valid, TrainingState state) {
    checkpoints.requireClaim(); // before samples
    String sample = averaged(() -> EpochSample.write(run, network, valid, epoch.epoch()));
    run.monitor().epochDone(epoch, sample, checkpoint(state, label(epoch)));
  }

  private EpochScores scores() {
    KernelSpec kernels = training.compute().kernels().unmeasured();
    return averaged(() -> EpochScores.of(run.spark(), network, kernels, run.data()));
  }

  /** Does some work with the average of the weights in the network, if there is one. */
  private <T> T averaged(Supplier<T> work) {
    return between.average().in(network, work);
  }

  /** Does some work, whose jobs Spark's pages call by a text. */
  private <T> T during(String what, Supplier<T> work) {
    return JobDescription.during(run.spark(), TrainingRun.JOBS, what, work);
  }

  private void warnOfLearningNothing(EpochMetrics epoch) {
    double ignorance = Math.log(run.model().head().outputs(run.data().vocabulary().size()));
    if (epoch.trainLoss() > ignorance) {
      run.monitor()
          .warned(
              Text.format(
                  "epoch %d lost %.4f nats per prediction, and a model that has learnt nothing"
                      + " loses %.4f; lower train.learning-rate, or set train.warm-up-tokens",
                  epoch.epoch(), epoch.trainLoss(), ignorance));
    }
  }

  /** What is known of a model within an epoch: its loss, if it has just been scored. */
  private String label(TrainingState state) {
    OptionalDouble loss = state.validLoss();
    return loss.isEmpty()
        ? ""
        : Text.format("%s-loss-%.4f", run.model().label(), loss.getAsDouble());
  }

  private String label(EpochMetrics epoch) {
    return Text.format(
        "%s-epoch-%02d-loss-%.4f", run.model().label(), epoch.epoch(), epoch.validLoss());
  }

  private Folder checkpoint(TrainingState state, String label) {
    long start = System.nanoTime();
    checkpoints.requireClaim();
    metrics.write();
    Folder written = averaged(() -> written(state, label));
    run.monitor().checkpointDone(written, (System.nanoTime() - start) / 1e9);
    return written;
  }

  private Folder written(TrainingState state, String label) {
    Folder written = checkpoints.write(network, state, label);
    logs.checkpointDone(state);
    return written;
  }
}
