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
  private final Folder run;
  private final Duration lease;

  private ClaimContract(Folder run, Duration lease) {
    this.run = run;
    this.lease = lease;
  }

  /**
   * Tries all of it on a run's folder.
   *
   * @param run a folder that does not exist
   * @param lease long enough for four signs of life by the file system's clock
   */
  public static void holdsOn(Folder run, Duration lease) {
    new ClaimContract(run, lease).holds();
  }

  /** Claims a run as a driver does, whose signs of life need not be waited for that long. */
  public static RunClaim hold(Folder run, Duration lease) {
    return RunClaim.take(run, false, lease, told -> {});
  }

  private void holds() {
    aSecondDriverIsRefused();
    aDeadDriverHoldsTheRunForALease();
    aLivingDriverLosesTheRunToOneThatTakesItOver();
    assertThat(run.exists()).as("what is left of claims").isFalse();
  }

  private void aSecondDriverIsRefused() {
    try (RunClaim first = take(false, new ArrayList<>())) {
      assertThatExceptionOfType(DataException.class)
          .isThrownBy(() -> take(false, new ArrayList<>()))
          .withMessageStartingWith("run " + run + " is being trained by process ");
      first.require();
    }
  }

  private void aDeadDriverHoldsTheRunForALease() {
    Claimant elsewhere = new Claimant("someone", "elsewhere", "another boot", 7, 0);
    Claim dead = new Claim("dead", elsewhere, "2031-05-07T09:11:13Z", true, List.of());
    new ClaimFolder(run).write(dead);
    List<String> told = new ArrayList<>();
    long start = System.nanoTime();
    try (RunClaim next = take(false, told)) {
      next.require();
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isBetween(lease.minusSeconds(1), lease.multipliedBy(4).plusSeconds(10));
    assertThat(told).singleElement().asString().contains("process 7 of someone on elsewhere");
  }

  private void aLivingDriverLosesTheRunToOneThatTakesItOver() {
    Claimant elsewhere = new Claimant("someone", "elsewhere", "another boot", 7, 0);
    Claim living = new Claim("living", elsewhere, "2031-05-07T09:11:13Z", true, List.of());
    ClaimFolder folder = new ClaimFolder(run);
    folder.write(living);
    RunClaim loser = take(true, new ArrayList<>());
    Claim winner = new Claim("winner", elsewhere, "2031-05-07T09:12:13Z", true, own());
    folder.write(winner);
    assertThatExceptionOfType(ClaimLostException.class)
        .isThrownBy(loser::require)
        .withMessageStartingWith("run " + run + " was taken over by process 7 ");
    loser.close();
    folder.delete("winner");
  }

  /** Ids of the claims of this process, which alone are not of elsewhere. */
  private List<String> own() {
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

  private RunClaim take(boolean takeOver, List<String> told) {
    return RunClaim.take(run, takeOver, lease, told::add);
  }
}
