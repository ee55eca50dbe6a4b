package org.rnnlm.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Folder;
import org.rnnlm.io.Json;

/**
 * What a run's claim promises, on a file system that is not this machine's own: nothing can be seen
 * of the processes that use it, and its clock may tick in whole seconds.
 */
public final class ClaimContract {
  /** Long enough for signs of life by a clock of seconds. */
  private static final Duration LEASE = Duration.ofSeconds(6);

  private ClaimContract() {}

  /**
   * Tries all of it on a run's folder.
   *
   * @param run a folder that does not exist
   */
  public static void holdsOn(Folder run) {
    aSecondDriverIsRefused(run);
    aDeadDriverHoldsTheRunForALease(run);
    aLivingDriverLosesTheRunToOneThatTakesItOver(run);
    assertThat(run.exists()).as("what is left of claims").isFalse();
  }

  private static void aSecondDriverIsRefused(Folder run) {
    try (RunClaim first = take(run, false, new ArrayList<>())) {
      assertThatExceptionOfType(DataException.class)
          .isThrownBy(() -> take(run, false, new ArrayList<>()))
          .withMessageStartingWith("run " + run + " is being trained by process ");
      first.require();
    }
  }

  private static void aDeadDriverHoldsTheRunForALease(Folder run) {
    Claimant elsewhere = new Claimant("someone", "elsewhere", "another boot", 7, 0);
    Claim dead = new Claim("dead", elsewhere, "2031-05-07T09:11:13Z", true, List.of());
    new ClaimFolder(run).write(dead);
    List<String> told = new ArrayList<>();
    long start = System.nanoTime();
    try (RunClaim next = take(run, false, told)) {
      next.require();
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isBetween(LEASE.minusSeconds(2), LEASE.multipliedBy(4));
    assertThat(told).singleElement().asString().contains("process 7 of someone on elsewhere");
  }

  private static void aLivingDriverLosesTheRunToOneThatTakesItOver(Folder run) {
    Claimant elsewhere = new Claimant("someone", "elsewhere", "another boot", 7, 0);
    Claim living = new Claim("living", elsewhere, "2031-05-07T09:11:13Z", true, List.of());
    ClaimFolder folder = new ClaimFolder(run);
    folder.write(living);
    RunClaim loser = take(run, true, new ArrayList<>());
    Claim winner = new Claim("winner", elsewhere, "2031-05-07T09:12:13Z", true, own(run));
    folder.write(winner);
    assertThatExceptionOfType(ClaimLostException.class)
        .isThrownBy(loser::require)
        .withMessageStartingWith("run " + run + " was taken over by process 7 ");
    loser.close();
    folder.delete("winner");
  }

  /** Ids of the claims of this process, which alone are not of elsewhere. */
  private static List<String> own(Folder run) {
    Folder claims = run.child("claims");
    return claims.writtenAt().keySet().stream()
        .filter(
            file ->
                Json.read(claims.readText(file), Claim.class, file)
                    .claimant()
                    .equals(Claimant.thisProcess()))
        .map(file -> file.substring(0, file.length() - ".json".length()))
        .toList();
  }

  private static RunClaim take(Folder run, boolean takeOver, List<String> told) {
    return RunClaim.take(run, takeOver, LEASE, told::add);
  }
}
