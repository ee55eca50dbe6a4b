package org.rnnlm.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Assumptions;
import org.rnnlm.text.Text;

/**
 * Trainings on a standalone cluster of hosts of their own, whose network fails: the master and the
 * driver are on one host, each worker is on another, and all links carry 1 Gbit/s. Close it; hosts
 * and cluster are gone then.
 */
final class NetworkedTraining implements AutoCloseable {
  /** The host of the master and of all drivers. */
  static final int DRIVER = 0;

  static final int MEGABITS = 1000;

  /**
   * Openings of shards by which the round that is trained, and the one after it, are done, repeated
   * tasks and all.
   */
  private static final int TWO_ROUNDS = 2 * FaultyTraining.WORKERS + 1;

  private final Path folder;
  private final FaultyTraining training;
  private final Map<String, String> spark;
  private final HostNetwork network;
  private StandaloneCluster cluster;

  private NetworkedTraining(
      Path folder, FaultyTraining training, Map<String, String> spark, HostNetwork network) {
    this.folder = folder;
    this.training = training;
    this.spark = spark;
    this.network = network;
  }

  /** Skips a test where no such hosts can be made, and says why. */
  static void assumeThereAreHosts() {
    Optional<String> reason = HostNetwork.unavailable();
    reason.ifPresent(text -> System.out.println("skipped: " + text));
    Assumptions.assumeTrue(reason.isEmpty(), () -> reason.orElse(""));
  }

  /**
   * Starts hosts and a cluster.
   *
   * @param training what is trained
   * @param workers hosts beside the driver's, with a core each
   * @param spark settings of master, workers and trainings
   */
  static NetworkedTraining start(
      Path folder, FaultyTraining training, int workers, Map<String, String> spark)
      throws IOException, InterruptedException {
    HostNetwork network = HostNetwork.of(1 + workers, MEGABITS);
    NetworkedTraining networked = new NetworkedTraining(folder, training, spark, network);
    try {
      networked.startCluster(workers);
      return networked;
    } catch (IOException | InterruptedException | RuntimeException e) {
      networked.close();
      throw e;
    }
  }

  private void startCluster(int workers) throws IOException, InterruptedException {
    String[] options =
        spark.entrySet().stream()
            .map(each -> "-D" + each.getKey() + "=" + each.getValue())
            .toArray(String[]::new);
    cluster =
        StandaloneCluster.start(folder.resolve("cluster"), network, workers, 1, "1g", options);
  }

  HostNetwork network() {
    return network;
  }

  /**
   * Trains under disturbances, one after the other, and in between undisturbed. Prints how soon the
   * training got on: since the disturbance began, if it lasts for as long, or since it was over.
   *
   * @param most seconds until two rounds are done
   * @param settings beside the training's
   * @return what the program printed
   */
  Cli.Result under(List<Disturbance> disturbances, String run, int most, String... settings)
      throws IOException, InterruptedException, ExecutionException {
    FaultPlan plan = FaultPlan.create(folder.resolve("plan-" + run));
    CompletableFuture<Cli.Result> result =
        CompletableFuture.supplyAsync(() -> trained(plan, run, settings));
    secondsOfTwoRounds(plan, result); // with the start of all processes
    for (Disturbance each : disturbances) {
      double usual = secondsOfTwoRounds(plan, result);
      assertThat(result).as("training when " + each.name()).isNotDone();
      disturb(each, usual, plan, result, run, most);
    }
    return result.get();
  }

  /**
   * Trains under disturbances as {@link #under} does, of as many as there is time for until the run
   * ends.
   *
   * @param disturbances of which some are taken
   */
  Cli.Result underAsManyAsItLasts(
      Iterator<Disturbance> disturbances, String run, int most, String... settings)
      throws IOException, InterruptedException, ExecutionException {
    FaultPlan plan = FaultPlan.create(folder.resolve("plan-" + run));
    CompletableFuture<Cli.Result> result =
        CompletableFuture.supplyAsync(() -> trained(plan, run, settings));
    secondsOfTwoRounds(plan, result);
    while (disturbances.hasNext()) {
      double usual = secondsOfTwoRounds(plan, result);
      if (result.isDone()) {
        break;
      }
      disturb(disturbances.next(), usual, plan, result, run, most);
    }
    return result.get();
  }

  /**
   * Trains until the driver's link is cut for good, in the middle of a round.
   *
   * @param most seconds until the program has ended
   * @return what it printed
   */
  Cli.Result withoutTheDriver(String run, int most, String... settings)
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    FaultPlan plan = FaultPlan.create(folder.resolve("plan-" + run));
    CompletableFuture<Cli.Result> result =
        CompletableFuture.supplyAsync(() -> trained(plan, run, settings));
    for (int i = 0; i < 3; i++) {
      secondsOfTwoRounds(plan, result);
    }
    assertThat(result).as("training before its driver is cut off").isNotDone();
    network.cut(DRIVER);
    long start = System.nanoTime();
    Cli.Result end = result.get(most, TimeUnit.SECONDS);
    System.out.print(
        Text.format(
            "%s: the driver's link is cut for good; the program ended after %.1f s%n",
            run, (System.nanoTime() - start) / 1e9));
    return end;
  }

  /** Disturbs a training that is under way, and prints how soon it got on. */
  private void disturb(
      Disturbance each,
      double usual,
      FaultPlan plan,
      CompletableFuture<Cli.Result> result,
      String run,
      int most)
      throws IOException, InterruptedException {
    each.begin().of(network);
    if (each.seconds() > 0) {
      TimeUnit.SECONDS.sleep(each.seconds());
      each.end().of(network);
    }
    double seconds = secondsOfTwoRounds(plan, result);
    if (each.seconds() == 0) {
      each.end().of(network);
    }
    System.out.print(
        Text.format(
            "%s: %s%s; two rounds took %.1f s, before it %.1f s%n",
            run,
            each.name(),
            each.seconds() == 0 ? "" : " for " + each.seconds() + " s, and then",
            seconds,
            usual));
    assertThat(seconds).as(each.name()).isLessThan(most);
  }

  /** Waits until two rounds are done, or the run has ended; returns the seconds. */
  private static double secondsOfTwoRounds(FaultPlan plan, CompletableFuture<Cli.Result> result)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    int openings = plan.openings() + TWO_ROUNDS;
    while (plan.openings() < openings && !result.isDone()) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    return (System.nanoTime() - start) / 1e9;
  }

  private Cli.Result trained(FaultPlan plan, String run, String... settings) {
    Object[] more = new Object[2 * settings.length];
    for (int i = 0; i < settings.length; i++) {
      more[2 * i] = "--set";
      more[2 * i + 1] = settings[i];
    }
    try {
      return training.on(cluster, plan, spark, run, more);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    try (network) {
      if (cluster != null) {
        cluster.close();
      }
    }
  }
}
