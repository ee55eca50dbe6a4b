package org.rnnlm.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.rnnlm.text.Text;

/**
 * What a Java process started by this one holds. Linux only.
 *
 * @param name driver or executor
 * @param liveHeapBytes objects that a full collection leaves
 * @param nativeBytes resident memory beside the heap
 */
record ProcessUse(String name, long liveHeapBytes, long nativeBytes) {
  private static final String DRIVER = "org.apache.spark.deploy.SparkSubmit";
  private static final String EXECUTOR = "CoarseGrainedExecutorBackend";
  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
  private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");
  private static final Pattern COMMITTED = Pattern.compile("heap +total (\\d+)K");
  private static final Pattern USED = Pattern.compile("heap +total \\d+K, used (\\d+)K");

  /** The driver, then the executors in the order of their process ids. */
  static List<ProcessUse> ofSpark() {
    return spark().map(ProcessUse::of).toList();
  }

  /** The most resident memory that a driver which runs now has had; 0 if none runs. */
  static long driverPeakBytes() throws IOException {
    long peak = 0;
    for (ProcessHandle process : spark().filter(p -> kind(p).equals("driver")).toList()) {
      try {
        String status = Files.readString(Path.of("/proc/" + process.pid() + "/status"));
        peak = Math.max(peak, 1024 * kilobytes(PEAK, status));
      } catch (NoSuchFileException e) {
        // It has ended since.
      }
    }
    return peak;
  }

  /** Ends them. */
  static void endOthers() {
    spark().toList().forEach(ProcessHandle::destroyForcibly);
  }

  private static Stream<ProcessHandle> spark() {
    return ProcessHandle.current()
        .descendants()
        .filter(process -> !kind(process).isEmpty())
        .sorted(Comparator.comparing(ProcessUse::kind).thenComparing(ProcessHandle::pid));
  }

  private static String kind(ProcessHandle process) {
    String command = process.info().commandLine().orElse("");
    if (command.contains(EXECUTOR)) {
      return "executor";
    }
    return command.contains(DRIVER) ? "driver" : "";
  }

  private static ProcessUse of(ProcessHandle process) {
    try {
      jcmd(process, "GC.run");
      String heap = jcmd(process, "GC.heap_info");
      long resident =
          kilobytes(RESIDENT, Files.readString(Path.of("/proc/" + process.pid() + "/status")));
      return new ProcessUse(
          kind(process),
          1024 * kilobytes(USED, heap),
          1024 * (resident - kilobytes(COMMITTED, heap)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String jcmd(ProcessHandle process, String command) throws IOException {
    String jcmd = Path.of(System.getProperty("java.home"), "bin/jcmd").toString();
    Process run = new ProcessBuilder(jcmd, Long.toString(process.pid()), command).start();
    return new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static long kilobytes(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new IllegalStateException("no " + pattern + " in " + text);
    }
    return Long.parseLong(matcher.group(1));
  }

  /** Bytes in all files of a folder that are there while it is walked. */
  static long fileBytes(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.mapToLong(file -> file.toFile().isFile() ? file.toFile().length() : 0).sum();
    } catch (UncheckedIOException e) { // a file was deleted under our hands: once more
      return fileBytes(folder);
    }
  }

  @Override
  public String toString() {
    return Text.format(
        "%s: live heap %.1f MB, native %.0f MB",
        name, liveHeapBytes / 1048576.0, nativeBytes / 1048576.0);
  }
}
