package org.rnnlm.train;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.util.ShutdownHookManager;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Folder;
import org.rnnlm.text.Text;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One driver's claim to train a run, so that no two write to one folder. It works on every file
 * system that lists a file from the moment that it is written: the local one, HDFS, S3. Nothing has
 * to be renamed or created in one step.
 *
 * <p>Each driver writes a file of its own to {@code RUN/claims}, and writes it anew every quarter
 * of a lease, as a sign of life. The run is a driver's when it has written its claim, and listed
 * the folder after that, and seen no other living claim: of two drivers at least one writes before
 * the other lists, so at least one of them sees the other. Who sees a living holder is refused. Of
 * two that ask at the same time the one with the larger id gives way, and the other waits until it
 * has.
 *
 * <p>A claim is dead when it is more than a lease older than the one that the asking driver has
 * just written, both by the file system's clock, so that the clocks of machines do not matter; or
 * when its process can be seen to have ended on this very machine. A driver that was killed
 * elsewhere holds up the next one for a lease at most. Dead claims are named in the new claim and
 * deleted, and so are living ones if the user says so. A holder looks for claims that name its own
 * with every sign of life and before everything that it writes; when it finds one it has lost the
 * run, shows no more life, and stops. Who takes a run from a living driver waits until that one has
 * given its claim back, or is dead.
 *
 * <p>What this cannot promise: a holder that is stopped between its last look and the write that
 * follows, for longer than a lease, still writes once when it goes on. No file system here could
 * refuse that write. It spoils nothing in silence, since a checkpoint's manifest has the hashes of
 * its files: of two drivers' files under one manifest no whole checkpoint comes, and the newest
 * whole one counts.
 */
public final class RunClaim implements AutoCloseable {
  /** After how long without a sign of life a claim is dead. */
  public static final Duration LEASE = Duration.ofSeconds(60);

  private static final Logger LOG = LoggerFactory.getLogger(RunClaim.class);
  private static final int SIGNS_A_LEASE = 4;
  private static final int LOOKS_A_LEASE = 16;

  /** The claim is given back before Hadoop closes its file systems, and Spark its context. */
  private static final int SHUTDOWN_PRIORITY = FileSystem.SHUTDOWN_HOOK_PRIORITY + 100;

  private final Folder run;
  private final ClaimFolder folder;
  private final Duration lease;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "run-claim");
            thread.setDaemon(true);
            return thread;
          });
  private final Runnable atShutdown = this::release;
  private Claim own;
  private String lostTo = "";
  private boolean released;

  private RunClaim(Folder run, Duration lease) {
    this.run = run;
    this.folder = new ClaimFolder(run);
    this.lease = lease;
    String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    this.own =
        new Claim(UUID.randomUUID().toString(), Claimant.thisProcess(), now, false, List.of());
  }

  /**
   * Claims a run, and keeps the claim alive until it is closed. Waits for a lease at most, where
   * another driver's claim may be a dead one's.
   *
   * @param told is told why it takes long
   * @throws DataException if another driver has the run
   */
  public static RunClaim take(Folder run, Consumer<String> told) {
    return take(run, false, LEASE, told);
  }

  /**
   * Claims a run as {@link #take} does, and ends the claims of others, dead or alive.
   *
   * @param told is told why it takes long
   */
  public static RunClaim takeOver(Folder run, Consumer<String> told) {
    return take(run, true, LEASE, told);
  }

  static RunClaim take(Folder run, boolean takeOver, Duration lease, Consumer<String> told) {
    RunClaim claim = new RunClaim(run, lease);
    try {
      claim.settle(takeOver, told);
    } catch (RuntimeException e) {
      claim.release();
      throw e;
    }
    long period = lease.toMillis() / SIGNS_A_LEASE;
    claim.timer.scheduleAtFixedRate(claim::showLife, period, period, TimeUnit.MILLISECONDS);
    ShutdownHookManager.get().addShutdownHook(claim.atShutdown, SHUTDOWN_PRIORITY);
    return claim;
  }

  private void settle(boolean takeOver, Consumer<String> told) {
    Map<String, Long> firstSeen = new HashMap<>();
    boolean waiting = false;
    while (true) {
      folder.write(own);
      SortedMap<String, Long> others = folder.written();
      Long now = others.remove(own.id());
      if (now == null) {
        pause(); // taken over while it asked; it asks again
        continue;
      }
      List<String> ended = new ArrayList<>();
      for (Map.Entry<String, Long> other : others.entrySet()) {
        long first = firstSeen.computeIfAbsent(other.getKey(), id -> other.getValue());
        if (takeOver || isDead(other.getKey(), now - other.getValue())) {
          ended.add(other.getKey());
        } else {
          giveWay(other.getKey(), other.getValue() > first);
        }
      }
      if (ended.size() == others.size()) {
        hold(ended);
        return;
      }
      if (!waiting) {
        told.accept(
            Text.format(
                "run %s is claimed by %s, which may have ended; waiting up to %d s for a sign of"
                    + " life",
                run, described(others.firstKey()), lease.toSeconds()));
        waiting = true;
      }
      pause();
    }
  }

  private boolean isDead(String other, long age) {
    return age > lease.toMillis()
        || folder.read(other).map(claim -> claim.claimant().hasEnded()).orElse(false);
  }

  /** Refuses this claim for another one's sake, unless that may be dead, or gives way itself. */
  private void giveWay(String other, boolean showsLife) {
    Optional<Claim> claim = folder.read(other);
    boolean asks = claim.isPresent() && !claim.get().holds();
    if (asks ? other.compareTo(own.id()) < 0 : showsLife) {
      throw new DataException(
          Text.format(
              "run %s is being trained by %s; wait until it is done, or take the run from it with"
                  + " --resume --take-over",
              run, described(other)));
    }
  }

  private String described(String claim) {
    return folder.read(claim).map(Claim::toString).orElse("a driver whose claim cannot be read");
  }

  /** Has the run from the moment that the claim names those it ends, and none of them is left. */
  private void hold(List<String> ended) {
    own = own.over(ended).holding();
    folder.write(own);
    List<String> left = new ArrayList<>(ended);
    while (!left.isEmpty()) {
      SortedMap<String, Long> claims = folder.written();
      long now = claims.getOrDefault(own.id(), 0L);
      left.removeIf(id -> !claims.containsKey(id) || isDead(id, now - claims.get(id)));
      if (!left.isEmpty()) {
        pause();
        folder.write(own);
      }
    }
    ended.forEach(folder::delete);
  }

  private void pause() {
    try {
      Thread.sleep(Math.max(1, lease.toMillis() / LOOKS_A_LEASE));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DataException("interrupted while waiting for " + run, e);
    }
  }

  private synchronized void showLife() {
    try {
      look();
    } catch (RuntimeException e) { // the next sign, or the next checkpoint, will tell
      LOG.warn("the claim to {} could not be renewed: {}", run, e.toString());
    }
  }

  private void look() {
    if (released || !lostTo.isEmpty()) {
      return;
    }
    SortedMap<String, Long> claims = folder.written();
    boolean there = claims.remove(own.id()) != null;
    for (String other : claims.keySet()) {
      folder
          .read(other)
          .filter(claim -> claim.takenOver().contains(own.id()))
          .ifPresent(claim -> lostTo = claim.toString());
    }
    if (!there && lostTo.isEmpty()) {
      lostTo = "a driver that has ended again, or by hand";
    }
    if (lostTo.isEmpty()) {
      folder.write(own);
    }
  }

  /**
   * Looks whether the run is still this driver's; to be asked before anything is written to it.
   *
   * @throws ClaimLostException if another driver has taken it over
   */
  public synchronized void require() {
    look();
    requireNotLost();
  }

  /**
   * Tells by the last look, without another.
   *
   * @throws ClaimLostException if another driver has taken the run over
   */
  public synchronized void requireNotLost() {
    if (!lostTo.isEmpty()) {
      throw new ClaimLostException(
          Text.format(
              "run %s was taken over by %s; this driver stops, and writes nothing more to it",
              run, lostTo));
    }
    if (released) {
      throw new ClaimLostException(Text.format("the claim to run %s was given back", run));
    }
  }

  private synchronized void release() {
    if (released) {
      return;
    }
    released = true;
    timer.shutdownNow();
    try {
      folder.delete(own.id());
    } catch (RuntimeException e) { // it dies by itself
      LOG.warn("the claim to {} could not be given back: {}", run, e.toString());
    }
  }

  /** Gives the run back. */
  @Override
  public void close() {
    release();
    if (!ShutdownHookManager.get().isShutdownInProgress()) {
      ShutdownHookManager.get().removeShutdownHook(atShutdown);
    }
  }
}
