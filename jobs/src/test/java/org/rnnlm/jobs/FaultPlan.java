package org.rnnlm.jobs;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Which openings of training shards go wrong, counted over all executors, and how: a folder that
 * all processes share. Each fault comes once, so a run with them comes to an end.
 */
final class FaultPlan {
  /** What befalls the process that opens a shard. */
  enum Fault {
    /** Killed, some milliseconds later: while it trains, writes, fetches or averages. */
    KILL,
    /** Stopped at once, and let go on after some milliseconds: a straggler. */
    STOP,
    /** The shard cannot be read, so the task fails. */
    FAIL,
    /** The process that started it is killed: the driver of a local-cluster, or a worker. */
    KILL_PARENT
  }

  private static final String PLAN = "plan";
  private static final String DONE = "done";
  private static final String COUNT = "count";

  private final Path folder;

  FaultPlan(Path folder) {
    this.folder = folder;
  }

  /** A plan without faults. */
  static FaultPlan create(Path folder) throws IOException {
    FaultPlan plan = new FaultPlan(Files.createDirectories(folder));
    for (String file : List.of(PLAN, DONE, COUNT)) {
      Files.writeString(folder.resolve(file), "");
    }
    return plan;
  }

  Path folder() {
    return folder;
  }

  /**
   * Adds faults at openings drawn from a seed.
   *
   * @param from the first opening that may have one, counted from 1
   * @param to the one after the last
   * @param mostMillis the longest delay of a kill, or length of a stop
   */
  FaultPlan add(Fault fault, int times, int from, int to, int mostMillis, long seed)
      throws IOException {
    SplittableRandom random = new SplittableRandom(seed + fault.ordinal());
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      int first = from + (to - from) * i / times;
      int next = from + (to - from) * (i + 1) / times;
      int opening = random.nextInt(first, Math.max(first + 1, next));
      int millis = fault == Fault.STOP ? mostMillis : random.nextInt(mostMillis + 1);
      lines.add(opening + " " + fault + " " + millis);
    }
    Files.write(folder.resolve(PLAN), lines, StandardOpenOption.APPEND);
    return this;
  }

  /** Openings so far. */
  int openings() throws IOException {
    String count = Files.readString(folder.resolve(COUNT));
    return count.isEmpty() ? 0 : Integer.parseInt(count);
  }

  /** How many faults of a kind there were. */
  int done(Fault fault) throws IOException {
    return (int)
        Files.readAllLines(folder.resolve(DONE)).stream()
            .filter(line -> line.endsWith(" " + fault))
            .count();
  }

  /** In an executor: counts, and lets happen what is planned for this opening. */
  void opened() throws IOException {
    String opening = next() + " ";
    for (String line : Files.readAllLines(folder.resolve(PLAN))) {
      if (line.startsWith(opening)) {
        String[] words = line.split(" ");
        happen(words[0], Fault.valueOf(words[1]), Integer.parseInt(words[2]));
      }
    }
  }

  private int next() throws IOException {
    synchronized (FaultPlan.class) { // a lock on a file is the process's, not the thread's
      try (FileChannel lock =
          FileChannel.open(
              folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        lock.lock();
        int next = openings() + 1;
        Files.writeString(folder.resolve(COUNT), Integer.toString(next));
        return next;
      }
    }
  }

  private void happen(String opening, Fault fault, int millis) throws IOException {
    Files.writeString(
        folder.resolve(DONE), opening + " " + fault + "\n", StandardOpenOption.APPEND);
    long self = ProcessHandle.current().pid();
    switch (fault) {
      case KILL -> shell("sleep %s; kill -KILL %d", millis, self);
      case STOP -> shell("kill -STOP %2$d; sleep %1$s; kill -CONT %2$d", millis, self);
      case KILL_PARENT ->
          shell("sleep %s; kill -KILL %d", millis, ProcessHandle.current().parent().get().pid());
      case FAIL -> throw new IOException("planned to fail");
    }
  }

  /**
   * Not waited for. Executors load this class beside the program's jar, of which it can use
   * nothing.
   */
  private static void shell(String commands, int millis, long process) throws IOException {
    String command = String.format(Locale.ROOT, commands, millis / 1e3, process);
    new ProcessBuilder("sh", "-c", command).start();
  }
}
