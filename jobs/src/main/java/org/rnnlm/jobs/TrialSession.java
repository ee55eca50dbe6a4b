package org.rnnlm.jobs;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentSkipListSet;
import org.apache.spark.api.java.JavaSparkContext;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Folder;
import org.rnnlm.kernel.KernelPlan;
import org.rnnlm.run.TrainingState;
import org.rnnlm.text.Text;
import org.rnnlm.train.SharedKernels;
import org.rnnlm.train.TrainingMonitor;

/**
 * One process's training of trials: what each thread of them does, and what came of all. Jobs of a
 * trial are in a group of their own, by which they alone are cancelled, and in the pool of its
 * lane, so that Spark gives every trial its share of the cores.
 */
final class TrialSession implements SideBySide.Trainer {
  private final Trials trials;
  private final JavaSparkContext spark;
  private final TrialPlan plan;
  private final TrialStart start;
  private final Interruption interruption;
  private final TrialTable table;
  private final ComparisonReporter reporter;
  private final Map<String, KernelPlan> kernels = new HashMap<>();
  private final SortedSet<String> failed = new ConcurrentSkipListSet<>();

  /** Begins, and has the kernels measured of every shape, before a trial keeps machines busy. */
  TrialSession(
      Trials trials,
      JavaSparkContext spark,
      TrialPlan plan,
      TrialStart start,
      Interruption interruption) {
    this.trials = trials;
    this.spark = spark;
    this.plan = plan;
    this.start = start;
    this.interruption = interruption;
    this.table = new TrialTable(trials.target(), trials.all());
    this.reporter =
        new ComparisonReporter(
            trials.target(),
            trials.all().stream().map(Trial::name).toList(),
            spark.hadoopConfiguration());
    SharedKernels shared = new SharedKernels(trials.target(), spark);
    for (Trial trial : trials.all()) {
      RunSetup setup = trial.run().setup();
      kernels.put(trial.name(), shared.of(setup.model(), setup.training(), trials.shards()));
    }
  }

  @Override
  public TrainingState train(TrialLeg leg, int lane) {
    Trial trial = leg.trial();
    spark.setLocalProperty("spark.jobGroup.id", "trial " + trial.name());
    spark.setLocalProperty("spark.scheduler.pool", "trials-" + lane);
    Folder place = trials.target().child(trial.name());
    boolean whole = false; // not by catching alone: Spark throws checked exceptions, too
    try {
      TrainingState state = stands(leg, place).orElseGet(() -> trained(leg, place));
      reporter.reached(trial.name(), state::epochs);
      table.put(ComparisonRow.of(trial, state, place));
      whole = true;
      return state;
    } catch (Throwable failure) {
      interruption.waitIfBegun();
      tell(trial, failure, place);
      throw failure;
    } finally {
      start.console().left(trial.name(), whole);
    }
  }

  /** Returns where a trial stands if it has come to the leg's end before. */
  private Optional<TrainingState> stands(TrialLeg leg, Folder place) {
    return leg.trial()
        .run()
        .stands(place, Checkpoints::warn, spark.hadoopConfiguration())
        .filter(state -> state.epochs().size() >= leg.epochs());
  }

  private TrainingState trained(TrialLeg leg, Folder place) {
    Trial trial = leg.trial();
    Optional<DivergedBefore> before = DivergedBefore.in(place).filter(plan::accepts);
    if (before.isPresent()) {
      throw before.get();
    }
    TrainingMonitor shown = start.console().of(trial);
    return trial
        .run()
        .computing(kernels.get(trial.name()))
        .in(
            place,
            spark,
            folder ->
                reporter.beside(
                    trial.name(), new RunReporter(shown, trials.shards(), folder, start.origin())),
            (from, sitting) ->
                new WatchedTraining(
                        spark, trial.run().setup().executorWaitSeconds(), from, start.command())
                    .train(sitting, begun -> begun.trainUntil(leg.epochs()), interruption),
            start.console()::tell)
        .state();
  }

  private void tell(Trial trial, Throwable failure, Folder place) {
    PrintWriter traces = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    String reason = Failures.message(failure, traces);
    failed.add(trial.name()); // what follows may fail, too
    if (plan.accepts(failure)) {
      start.console().tell("warning: " + trial.name() + ": " + reason);
      DivergedBefore.keep(place, reason);
      failed.remove(trial.name());
    } else {
      start.console().tell("error: " + trial.name() + ": " + reason);
    }
  }

  /**
   * Returns the table of all that was trained.
   *
   * @throws DataException if any trial failed, or could not begin any more
   */
  TrialTable end() {
    if (failed.isEmpty() && plan.next().isPresent()) {
      throw new DataException(
          "Spark ended before all runs were trained; this goes on: submit/rnnlm "
              + start.command());
    }
    if (failed.isEmpty()) {
      return table;
    }
    start.console().print("\n" + table.text());
    throw new DataException(
        Text.format(
            "%d of %d runs failed, as told above: %s; once the cause is mended, this goes on:"
                + " submit/rnnlm %s",
            failed.size(), trials.all().size(), String.join(", ", failed), start.command()));
  }
}
