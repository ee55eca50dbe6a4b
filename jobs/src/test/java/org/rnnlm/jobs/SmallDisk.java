package org.rnnlm.jobs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A file system in memory that is soon full. */
final class SmallDisk implements AutoCloseable {
  private static final int MOST_SECONDS = 20;

  private final Path folder;

  private SmallDisk(Path folder) {
    this.folder = folder;
  }

  /**
   * Mounts a disk at a new folder; nothing where the system does not let this user.
   *
   * @param kilobytes that it holds
   */
  static Optional<SmallDisk> mount(Path folder, int kilobytes) throws IOException {
    Files.createDirectories(folder);
    boolean mounted =
        succeeds("mount", "-t", "tmpfs", "-o", "size=" + kilobytes + "k", "tmpfs", folder);
    return mounted ? Optional.of(new SmallDisk(folder)) : Optional.empty();
  }

  private static boolean succeeds(Object... command) {
    ProcessBuilder process = new ProcessBuilder();
    for (Object part : command) {
      process.command().add(part.toString());
    }
    try {
      return process.redirectErrorStream(true).start().waitFor() == 0;
    } catch (IOException e) { // there is no such program
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  Path folder() {
    return folder;
  }

  /** Waits for those who still have a file of it open, such as tasks that were told to end. */
  @Override
  public void close() throws IOException {
    long latest = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
    while (!succeeds("umount", folder)) {
      if (System.nanoTime() > latest) {
        succeeds("umount", "--lazy", folder);
        throw new IOException(folder + " has files that nobody closes");
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    }
  }
}
