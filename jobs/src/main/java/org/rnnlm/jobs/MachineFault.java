package org.rnnlm.jobs;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What machines do to programs, in words: full disks, too little memory, closed doors. */
enum MachineFault {
  FULL_DISK(
      "No space left on device",
      "a disk is full; free some space, or name another place: spark.local.dir, the output's"
          + " folder"),
  QUOTA("Disk quota exceeded", "a disk's quota is used up; free some space, or name another place"),
  READ_ONLY("Read-only file system", "a file system is read-only; name another place"),
  OPEN_FILES("Too many open files", "too many files are open; raise the limit: ulimit -n 65536"),
  THREADS(
      "unable to create native thread",
      "the system gave no further thread; raise the limit: ulimit -u, or the container's"),
  NATIVE_MEMORY(
      "Physical memory usage is too high",
      "too little native memory; raise -Dorg.bytedeco.javacpp.maxphysicalbytes, or lower"
          + " train.batch-size"),
  NATIVE_LIMIT(
      "Failed to allocate memory within limits",
      "too little native memory; raise -Dorg.bytedeco.javacpp.maxbytes, or lower train.batch-size"),
  HEAP(
      "Java heap space",
      "too little heap; raise RNNLM_DRIVER_MEMORY, or on a cluster RNNLM_EXECUTOR_MEMORY"),
  COLLECTING(
      "GC overhead limit exceeded",
      "too little heap; raise RNNLM_DRIVER_MEMORY, or on a cluster RNNLM_EXECUTOR_MEMORY");

  private static final Pattern OF_TASK = Pattern.compile("^Job aborted.*: Lost task .*?\\): ");

  private final String sign;
  private final String words;

  MachineFault(String sign, String words) {
    this.sign = sign;
    this.words = words;
  }

  /** Returns what happened and what to do, if a cause or a task's report has the sign of it. */
  static Optional<String> among(List<Throwable> causes) {
    return causes.stream().flatMap(cause -> of(cause).stream()).findFirst();
  }

  private static Optional<String> of(Throwable cause) {
    String message = String.valueOf(cause.getMessage());
    for (MachineFault fault : values()) {
      if (message.contains(fault.sign)) {
        return Optional.of(fault.words + " (" + line(message, fault.sign) + ")");
      }
    }
    return cause instanceof OutOfMemoryError
        ? Optional.of("too little memory (" + message + ")")
        : Optional.empty();
  }

  /** Returns the line that says it: a message of Spark's holds a task's whole trace, and whose. */
  private static String line(String message, String sign) {
    String line = message.lines().filter(text -> text.contains(sign)).findFirst().orElse(sign);
    return OF_TASK.matcher(line).replaceFirst("").strip();
  }
}
