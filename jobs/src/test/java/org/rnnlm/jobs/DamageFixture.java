package org.rnnlm.jobs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/** A corpus, its shards and a run to be damaged in copies, for tests of what users see then. */
abstract class DamageFixture {
  @TempDir Path folder;

  /** Returns shards that must stay as they are. */
  static Path data() {
    return Path.of(LocalReference.get().data());
  }

  /** Returns a run on them that must stay as it is. */
  static Path run() {
    return Path.of(LocalReference.get().run());
  }

  /** Returns the dump that the shards are of. */
  static Path dump() {
    return Path.of(LocalReference.get().dump());
  }

  static Cli.Result train(Path data, Path run) {
    return Cli.run(
        "train",
        "--data",
        data,
        "--run",
        run,
        "--set",
        "model.hidden-size=6",
        "--set",
        "train.epochs=2",
        "--set",
        "sample.length=5");
  }

  static Path copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
    return to;
  }

  static void flipAByte(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 3] ^= 0x10;
    Files.write(file, bytes);
  }

  static Path newest(Path run) throws IOException {
    try (Stream<Path> checkpoints = Files.list(run.resolve("checkpoints"))) {
      return checkpoints.sorted().reduce((first, second) -> second).orElseThrow();
    }
  }
}
