package org.rnnlm.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.rnnlm.io.Folder;

/** A corpus, its shards and a run of two epochs on the local file system, made once. */
final class LocalReference {
  private static LocalReference made;

  private final Path folder;
  private String scores = "";

  private LocalReference(Path folder) {
    this.folder = folder;
  }

  static synchronized LocalReference get() {
    if (made == null) {
      made = make();
    }
    return made;
  }

  private static LocalReference make() {
    try {
      LocalReference reference = new LocalReference(Files.createTempDirectory("rnnlm-reference"));
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(reference.folder)));
      Cli.run("corpus", "--output", reference.folder.resolve("corpus"), "--articles", 60).expect(0);
      prepare(reference.dump(), reference.data()).expect(0);
      train(reference.data(), reference.run(), "train.epochs=2").expect(0);
      return reference;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes a folder with all that is in it. */
  static void delete(Path folder) {
    try (var files = Files.walk(folder)) {
      List<Path> found = new ArrayList<>(files.toList());
      Collections.reverse(found);
      for (Path file : found) {
        Files.delete(file);
      }
    } catch (IOException e) {
      // left to the system's own cleaning
    }
  }

  String dump() {
    return folder.resolve("corpus/encyclopedia.xml.bz2").toString();
  }

  String data() {
    return folder.resolve("data").toString();
  }

  String run() {
    return folder.resolve("run").toString();
  }

  /** The manifest of the dump's pages, scored, on a local disk or elsewhere. */
  static String score(String run, String dump, String table, Configuration hadoop) {
    Cli.run("score", "--checkpoint", run, "--input", dump, "--output", table).expect(0);
    Cli.run("verify", table).expect(0);
    return Folder.at(table, hadoop).readText("MANIFEST.json");
  }

  /** The manifest of the dump's pages, scored on the local disk. */
  synchronized String scores() {
    if (scores.isEmpty()) {
      scores = score(run(), dump(), folder.resolve("scores").toString(), new Configuration());
    }
    return scores;
  }

  float[] parameters() {
    return parameters(run(), new Configuration());
  }

  static float[] parameters(String run, Configuration hadoop) {
    return Checkpoints.find(run, hadoop).network().params().data().asFloat();
  }

  static Cli.Result prepare(String dump, String data) {
    return Cli.run(
        "prepare",
        "--input",
        dump,
        "--output",
        data,
        "--set",
        "prepare.length=50",
        "--set",
        "prepare.valid-share=0.2",
        "--set",
        "prepare.shard-tokens=4000");
  }

  /** A checkpoint a round; the newest is looked at, which is the best too: the loss only falls. */
  static Cli.Result train(String data, String run, String... settings) {
    List<Object> arguments =
        new ArrayList<>(
            List.of(
                "train",
                "--data",
                data,
                "--run",
                run,
                "--set",
                "model.hidden-size=12",
                "--set",
                "train.batch-size=8",
                "--set",
                "train.schedule=constant", // so that an epoch more changes nothing of those before
                "--set",
                "train.round-batches=16",
                "--set",
                "train.first-round-batches=0",
                "--set",
                "checkpoint.every-rounds=2",
                "--set",
                "sample.length=5"));
    for (String setting : settings) {
      arguments.addAll(List.of("--set", setting));
    }
    return Cli.run(arguments.toArray());
  }

  static Cli.Result resume(String data, String run, String... settings) {
    List<Object> arguments =
        new ArrayList<>(List.of("train", "--data", data, "--run", run, "--resume"));
    for (String setting : settings) {
      arguments.addAll(List.of("--set", setting));
    }
    return Cli.run(arguments.toArray());
  }
}
