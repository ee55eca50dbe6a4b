package org.rnnlm.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The generated encyclopedia, its shards of characters and of words, and a run of each, made once.
 */
final class TrainedRuns {
  private static TrainedRuns made;

  private final Path folder;

  private TrainedRuns(Path folder) {
    this.folder = folder;
  }

  static synchronized TrainedRuns get() {
    if (made == null) {
      try {
        made = new TrainedRuns(Files.createTempDirectory("rnnlm-trained"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      Runtime.getRuntime().addShutdownHook(new Thread(() -> LocalReference.delete(made.folder)));
      made.train();
    }
    return made;
  }

  /**
   * @param name corpus, characters, words, run-characters, run-words, or what a test adds
   */
  Path path(String name) {
    return folder.resolve(name);
  }

  private void train() {
    Cli.run("corpus", "--output", path("corpus"), "--articles", 150, "--seed", 5).expect(0);
    for (String tokens : new String[] {"characters", "words"}) {
      Cli.run(
              "prepare",
              "--input",
              path("corpus/encyclopedia.xml.bz2"),
              "--output",
              path(tokens),
              "--set",
              "prepare.tokens=" + tokens,
              "--set",
              "prepare.length=40")
          .expect(0);
      Cli.run(
              "train",
              "--data",
              path(tokens),
              "--run",
              path("run-" + tokens),
              "--set",
              "model.hidden-size=24",
              "--set",
              "model.layers=1",
              "--set",
              "train.epochs=2",
              "--set",
              "train.learning-rate=0.02",
              "--set",
              "train.schedule=constant",
              "--set",
              "sample.length=40")
          .expect(0);
    }
  }
}
