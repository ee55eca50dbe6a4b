package org.rnnlm.jobs;

import java.io.IOException;
import java.util.SplittableRandom;

/**
 * A disturbance is something that happens to a network, and is over after a while.
 *
 * @param name for people
 * @param seconds how long it lasts; 0 for until the training gets on in spite of it
 * @param begin makes it
 * @param end mends it
 */
record Disturbance(String name, int seconds, Change begin, Change end) {
  /** A share of all packets, in each direction of each link. */
  private static final double LOST = 0.05;

  /** A change of a network. */
  @FunctionalInterface
  interface Change {
    void of(HostNetwork network) throws IOException;
  }

  static Disturbance linkDown(int host, int seconds) {
    return new Disturbance(
        "the link of " + named(host) + " is down",
        seconds,
        network -> network.cut(host),
        network -> network.mend(host));
  }

  static Disturbance silent(int host, int seconds) {
    return new Disturbance(
        "nothing comes from " + named(host),
        seconds,
        network -> network.silence(host),
        network -> network.loseNothing(host));
  }

  static Disturbance deaf(int host, int seconds) {
    return new Disturbance(
        "nothing reaches " + named(host),
        seconds,
        network -> network.deafen(host),
        network -> network.loseNothing(host));
  }

  static Disturbance slow(int host, int megabits) {
    return new Disturbance(
        "the link of " + named(host) + " carries " + megabits + " Mbit/s",
        0,
        network -> network.limit(host, megabits),
        network -> network.limit(host, NetworkedTraining.MEGABITS));
  }

  static Disturbance lossy(int hosts) {
    return new Disturbance(
        "all links lose 5 % of their packets",
        0,
        network -> {
          for (int host = 0; host < hosts; host++) {
            network.lose(host, LOST);
          }
        },
        network -> {
          for (int host = 0; host < hosts; host++) {
            network.loseNothing(host);
          }
        });
  }

  static Disturbance gone(int host) {
    return new Disturbance(
        named(host) + " is gone for good", 0, network -> network.powerOff(host), network -> {});
  }

  /**
   * Draws one that Spark sits out: a link down, one way only, slow, or all losing packets.
   *
   * @param workers hosts beside the driver's
   */
  static Disturbance drawn(SplittableRandom random, int workers) {
    int worker = 1 + random.nextInt(workers);
    int seconds = 1 + random.nextInt(6);
    return switch (random.nextInt(6)) {
      case 0 -> linkDown(worker, seconds);
      case 1 -> linkDown(NetworkedTraining.DRIVER, seconds);
      case 2 -> silent(worker, seconds);
      case 3 -> deaf(worker, seconds);
      case 4 -> slow(worker, 10 + random.nextInt(90));
      default -> lossy(1 + workers);
    };
  }

  private static String named(int host) {
    return host == NetworkedTraining.DRIVER ? "the driver" : "worker host " + host;
  }
}
