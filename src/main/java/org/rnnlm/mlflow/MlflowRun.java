package org.rnnlm.mlflow;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.rnnlm.io.Folder;
import org.rnnlm.io.Json;
import org.rnnlm.run.MetricsLog;
import org.rnnlm.run.RoundMetrics;
import org.rnnlm.run.RunScalars;
import org.rnnlm.run.TrainingState;

/**
 * Tells a tracking server of a run, while it trains and when it is resumed. A server that does not
 * answer never ends a training: what it was not told waits for the next checkpoint, and for the
 * next sitting where there is none, since {@code metrics.jsonl} has it all. That is said once, and
 * once more when the server answers again or the sitting ends.
 *
 * <p>The server is told of rounds every some seconds, and of all up to each checkpoint. Those after
 * the last checkpoint of a sitting that was cut are told again, with the same steps and losses,
 * since it resumes bit for bit.
 */
public final class MlflowRun {
  private static final long PAUSE_NANOS = 10_000_000_000L;
  private static final String BEST = "rnnlm.best-checkpoint";

  private final MlflowSpec spec;
  private final Folder run;
  private final RunCalls calls;
  private final Map<String, String> tags;
  private final Consumer<String> warned;
  private final List<RoundMetrics> waiting = new ArrayList<>();
  private Optional<TrackedRun> tracked;
  private boolean connected;
  private boolean failing;
  private int failures;
  private long lastTold;

  /**
   * @param tags what else is known of the run
   * @param warned is told what a person should know
   * @param environment where the login is, as MLflow's own clients have it
   */
  public MlflowRun(
      MlflowSpec spec,
      Folder run,
      Map<String, String> tags,
      Consumer<String> warned,
      Map<String, String> environment) {
    this.spec = spec;
    this.run = run;
    this.calls = new RunCalls(new TrackingServer(spec.server(), environment));
    this.tags = new TreeMap<>(tags);
    this.warned = warned;
    this.tracked = linked(run);
  }

  private static Optional<TrackedRun> linked(Folder run) {
    return run.exists(TrackedRun.FILE)
        ? Optional.of(
            Json.read(
                run.readText(TrackedRun.FILE), TrackedRun.class, run.location(TrackedRun.FILE)))
        : Optional.empty();
  }

  /**
   * Begins a run, or goes on with it, and tells of the rounds that the server does not know yet.
   *
   * @param from where the sitting begins
   */
  public void begin(TrainingState from) {
    MetricsLog.read(run).stream()
        .filter(line -> line.round() <= from.position().rounds())
        .forEach(waiting::add);
    attempt(() -> tellAll(from));
  }

  /** Is told after each round. */
  public void roundDone(RoundMetrics line) {
    waiting.add(line);
    if (!failing && System.nanoTime() - lastTold > PAUSE_NANOS) {
      attempt(this::tellRounds);
    }
  }

  /**
   * Is told after each checkpoint.
   *
   * @param best the checkpoint with the lowest validation loss, if there is any yet
   */
  public void checkpointDone(TrainingState state, Optional<Folder> best) {
    best.ifPresent(folder -> tags.put(BEST, folder.uri()));
    attempt(() -> tellAll(state));
  }

  /**
   * Ends a sitting that trained all it was to.
   *
   * @param best as in {@link #checkpointDone}
   */
  public void finish(Optional<Folder> best) {
    attempt(
        () -> {
          TrackedRun to = connection();
          new RunFiles(run, calls, to, warned).send(spec.files(), best);
          calls.ended(to.id(), "FINISHED");
        });
    tellOfFailures();
  }

  /** Ends a sitting that something kept from going on. */
  public void fail() {
    if (!failing) {
      attempt(() -> calls.ended(connection().id(), "FAILED"));
    }
    tellOfFailures();
  }

  private void tellOfFailures() {
    if (failing) {
      warned.accept(
          spec.server()
              + " was not told all of this run ("
              + failures
              + (failures == 1 ? " call" : " calls")
              + " failed); train --resume tells it the rest");
    }
  }

  private void attempt(Runnable telling) {
    try {
      telling.run();
      lastTold = System.nanoTime();
      if (failing) {
        warned.accept("MLflow at " + spec.server() + " answers again, and knows all of the run");
      }
      failing = false;
    } catch (RuntimeException e) { // whatever it is, it must not end a training
      failures++;
      if (!failing) {
        warned.accept(
            "MLflow at "
                + spec.server()
                + " "
                + e.getMessage()
                + "; training goes on, and what it was not told waits for the next checkpoint");
      }
      failing = true;
    }
  }

  private void tellAll(TrainingState state) {
    TrackedRun to = tellRounds();
    int rounds = state.position().rounds();
    long now = System.currentTimeMillis();
    Map<String, Metric> metrics = new LinkedHashMap<>(); // one of a name and step
    state.validations().stream()
        .filter(one -> one.round() > to.rounds())
        .forEach(one -> put(metrics, Metric.of(RunScalars.of(one), now, one.tokens())));
    state.epochs().stream()
        .filter(one -> one.rounds() > to.rounds())
        .forEach(one -> put(metrics, Metric.of(RunScalars.of(one), now, one.tokens())));
    calls.metrics(to.id(), List.copyOf(metrics.values()));
    calls.tag(to.id(), tags);
    if (rounds > to.rounds()) {
      link(to.toldOf(rounds));
    }
  }

  private static void put(Map<String, Metric> metrics, List<Metric> more) {
    more.forEach(metric -> metrics.put(metric.key() + " " + metric.step(), metric));
  }

  private TrackedRun tellRounds() {
    TrackedRun to = connection();
    waiting.removeIf(line -> line.round() <= to.rounds());
    double wall =
        System.currentTimeMillis()
            - 1e3 * waiting.stream().mapToDouble(RoundMetrics::seconds).sum();
    List<Metric> metrics = new ArrayList<>();
    for (RoundMetrics line : waiting) {
      wall += 1e3 * line.seconds();
      metrics.addAll(Metric.of(RunScalars.of(line), Math.round(wall), line.tokens()));
    }
    calls.metrics(to.id(), metrics);
    waiting.clear();
    return to;
  }

  private TrackedRun connection() {
    if (!connected) {
      tracked.ifPresent(this::goOn);
      if (tracked.isEmpty()) {
        link(calls.create(spec, spec.name().isEmpty() ? run.name() : spec.name(), tags));
        calls.parameters(tracked.orElseThrow().id(), parameters());
      }
      connected = true;
    }
    return tracked.orElseThrow();
  }

  private void goOn(TrackedRun to) {
    try {
      Map<String, String> known = calls.parameters(to.id());
      Map<String, String> added = parameters();
      added.keySet().removeAll(known.keySet());
      calls.parameters(to.id(), added);
      parameters().entrySet().stream()
          .filter(one -> known.containsKey(one.getKey()))
          .filter(one -> !one.getValue().equals(known.get(one.getKey())))
          .forEach(one -> tags.put("rnnlm.changed." + one.getKey(), one.getValue()));
      calls.running(to.id());
    } catch (TrackingException e) {
      if (!e.tellsOfNone()) {
        throw e;
      }
      warned.accept(
          "MLflow at "
              + spec.server()
              + " has no run "
              + to.id()
              + " any more; another one is told all of this run");
      tracked = Optional.empty();
      MetricsLog.read(run).stream()
          .filter(line -> waiting.stream().noneMatch(other -> other.round() == line.round()))
          .forEach(waiting::add);
      waiting.sort(Comparator.comparingInt(RoundMetrics::round));
    }
  }

  /** Returns the parameters as MLflow takes them; it never lets one be changed. */
  private Map<String, String> parameters() {
    Map<String, String> fitting = new TreeMap<>();
    spec.parameters().forEach((name, value) -> fitting.put(name, RunCalls.fitting(value)));
    return fitting;
  }

  private void link(TrackedRun to) {
    tracked = Optional.of(to);
    run.publish(TrackedRun.FILE, Json.pretty(to).getBytes(StandardCharsets.UTF_8));
  }
}
