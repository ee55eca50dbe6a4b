package org.rnnlm.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Folder;
import org.rnnlm.io.Json;

/** A run has one driver at a time, whatever becomes of the others. */
class RunClaimTest {
  private static final Duration SHORT = Duration.ofMillis(600);

  @TempDir Path directory;
  private Folder run;

  @BeforeEach
  void open() {
    run = Folder.at(directory.resolve("run").toString(), new Configuration());
  }

  /** Claims the run that is the argument, until it is killed or whoever started it has ended. */
  public static void main(String[] arguments) throws IOException {
    RunClaim.take(Folder.at(arguments[0], new Configuration()), System.err::println);
    System.out.println("held");
    System.in.read();
  }

  @Test
  void aSecondDriverIsToldWhoHasTheRunAndTheFirstGoesOn() {
    try (RunClaim first = take(false)) {
      assertThatExceptionOfType(DataException.class)
          .isThrownBy(() -> take(false))
          .withMessageStartingWith("run " + run + " is being trained by process ")
          .withMessageContaining(Long.toString(ProcessHandle.current().pid()))
          .withMessageContaining("--take-over");
      first.require();
      assertThat(claims()).hasSize(1);
    }
  }

  @Test
  void aRunThatIsGivenBackMayBeTakenAndNothingIsLeftBehind() {
    take(false).close();
    take(false).close();

    assertThat(directory.resolve("run")).doesNotExist();
  }

  @Test
  void aDriverThatGaveTheRunBackMayNotWriteAnyMore() {
    RunClaim claim = take(false);
    claim.close();

    assertThatExceptionOfType(ClaimLostException.class).isThrownBy(claim::require);
  }

  @Test
  void aDriverThatIsKilledHereHoldsUpNobody() throws Exception {
    Process driver =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                RunClaimTest.class.getName(),
                run.location())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader out = driver.inputReader()) {
      assertThat(out.readLine()).isEqualTo("held");
    } finally {
      driver.destroyForcibly().waitFor();
    }
    assertThat(claims()).hasSize(1);
    long start = System.nanoTime();

    try (RunClaim next = RunClaim.take(run, told -> {})) {
      next.require();
    }

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(RunClaim.LEASE.dividedBy(2));
  }

  @Test
  void aDriverThatDiedElsewhereHoldsTheRunForALeaseAtMost() {
    writeClaimFromElsewhere("dead", Instant.now());
    List<String> told = new ArrayList<>();

    try (RunClaim next = RunClaim.take(run, false, SHORT, told::add)) {
      next.require();
    }

    assertThat(told)
        .singleElement()
        .asString()
        .contains("is claimed by process 7 of someone on elsewhere")
        .contains("waiting up to");
    assertThat(claims()).isEmpty();
  }

  @Test
  void aDriverThatDiedElsewhereLongAgoHoldsUpNobody() {
    writeClaimFromElsewhere("dead", Instant.now().minusSeconds(3600));

    RunClaim.take(run, told -> assertThat(told).as("nobody waits").isEmpty()).close();

    assertThat(claims()).isEmpty();
  }

  @Test
  void aClaimThatCannotBeReadCountsAsAnyOther() throws IOException {
    run.child("claims").write("unread.json", "{");
    Path file = directory.resolve("run/claims/unread.json");
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(3600)));

    RunClaim.take(run, told -> {}).close();

    assertThat(claims()).isEmpty();
  }

  @Test
  void theLoserOfATakeOverMayNotWriteAndTheWinnerWaitsUntilItHasStopped() throws Exception {
    RunClaim loser = RunClaim.take(run, told -> {});
    ExecutorService threads = Executors.newSingleThreadExecutor();
    try {
      Future<RunClaim> winner =
          threads.submit(() -> RunClaim.take(run, true, RunClaim.LEASE, told -> {}));
      while (claims().size() < 2) {
        Thread.onSpinWait();
      }
      while (!isLost(loser)) {
        Thread.onSpinWait();
      }
      assertThatExceptionOfType(ClaimLostException.class)
          .isThrownBy(loser::require)
          .withMessageStartingWith("run " + run + " was taken over by process ");
      assertThat(winner.isDone()).as("the loser may still be writing").isFalse();
      loser.close();
      try (RunClaim now = winner.get()) {
        now.require();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static boolean isLost(RunClaim claim) {
    try {
      claim.require();
      return false;
    } catch (ClaimLostException e) {
      return true;
    }
  }

  @Test
  void aDriverThatWasStoppedForLongerThanALeaseFindsThatItHasLost() {
    RunClaim asleep = RunClaim.take(run, false, Duration.ofHours(1), told -> {});
    String id = claims().get(0);

    try (RunClaim winner = take(true)) { // which takes the sleeper for dead after its own lease
      assertThat(claims()).doesNotContain(id);
      assertThatExceptionOfType(ClaimLostException.class).isThrownBy(asleep::require);
      winner.require();
    }
    asleep.close();
  }

  @Test
  void aClaimThatWasDeletedByHandIsLost() {
    RunClaim claim = take(false);
    run.child("claims").delete();

    assertThatExceptionOfType(ClaimLostException.class).isThrownBy(claim::require);
    claim.close();
  }

  @Test
  void ofManyThatAskAtOnceOneGetsTheRun() throws Exception {
    int drivers = 6;
    ExecutorService threads = Executors.newFixedThreadPool(drivers);
    try {
      Callable<RunClaim> asking =
          () -> RunClaim.take(run, false, Duration.ofSeconds(5), told -> {});
      List<Future<RunClaim>> asked =
          threads.invokeAll(java.util.Collections.nCopies(drivers, asking));
      List<RunClaim> held = new ArrayList<>();
      for (Future<RunClaim> one : asked) {
        try {
          held.add(one.get());
        } catch (ExecutionException e) {
          assertThat(e).hasCauseInstanceOf(DataException.class);
        }
      }
      assertThat(held).hasSize(1);
      held.get(0).require();
      held.get(0).close();
    } finally {
      threads.shutdownNow();
    }
  }

  private RunClaim take(boolean takeOver) {
    return RunClaim.take(run, takeOver, SHORT, told -> {});
  }

  private List<String> claims() {
    return run.child("claims").files().stream().filter(name -> !name.startsWith(".")).toList();
  }

  private void writeClaimFromElsewhere(String id, Instant written) {
    Claimant elsewhere = new Claimant("someone", "elsewhere", "another boot", 7, 0);
    Claim claim = new Claim(id, elsewhere, "2031-05-07T09:11:13Z", true, List.of());
    run.child("claims").write(id + ".json", Json.pretty(claim));
    try {
      Files.setLastModifiedTime(
          directory.resolve("run/claims/" + id + ".json"), FileTime.from(written));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
