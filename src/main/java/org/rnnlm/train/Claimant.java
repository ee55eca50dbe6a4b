package org.rnnlm.train;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import org.rnnlm.text.Text;

/**
 * A process that claims a run.
 *
 * @param user that it belongs to
 * @param host it runs on
 * @param processes tells apart sets of process ids: machines, their starts, and containers on them;
 *     empty where that is not known
 * @param pid its id among them
 * @param started when it was started, in milliseconds; 0 where that is not known
 */
record Claimant(String user, String host, String processes, long pid, long started) {
  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
  private static final Path NAMESPACE = Path.of("/proc/self/ns/pid");

  Claimant {
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(host, "host");
    Objects.requireNonNull(processes, "processes");
  }

  static Claimant thisProcess() {
    ProcessHandle self = ProcessHandle.current();
    return new Claimant(
        System.getProperty("user.name", "?"), hostName(), processIds(), self.pid(), started(self));
  }

  private static long started(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (IOException e) {
      return "a host without a name";
    }
  }

  private static String processIds() {
    try {
      return Files.readString(BOOT).strip() + " " + Files.readSymbolicLink(NAMESPACE);
    } catch (IOException | UnsupportedOperationException e) {
      return "";
    }
  }

  /**
   * Returns whether this process can be seen to have ended; false where nothing can be seen of it.
   */
  boolean hasEnded() {
    boolean visible = !processes.isEmpty() && processes.equals(processIds());
    return visible
        && ProcessHandle.of(pid)
            .filter(process -> started == 0 || started(process) == started)
            .isEmpty();
  }

  @Override
  public String toString() {
    return Text.format("process %d of %s on %s", pid, user, host);
  }
}
