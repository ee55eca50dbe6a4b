package org.rnnlm.jobs;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.rnnlm.checkpoint.CheckpointStore;
import org.rnnlm.io.Folder;
import org.rnnlm.jobs.settings.SettingsLayers;
import org.rnnlm.jobs.specs.ModelSpecs;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.model.Networks;
import org.rnnlm.run.TrainingState;
import org.rnnlm.shard.SequenceMode;
import org.rnnlm.vocabulary.TokenKind;
import org.rnnlm.vocabulary.TokenSpec;
import org.rnnlm.vocabulary.Vocabulary;

/**
 * Does once, on a model of a few weights, what the commands do at their start, with Spark and
 * without. The build runs it under Java's {@code -XX:DumpLoadedClassList}: the classes that it
 * lists go into an archive, from which submit/rnnlm starts in a fraction of the time.
 */
final class Rehearsal {
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";

  private Rehearsal() {}

  /**
   * Runs the commands and shows nothing of what they print.
   *
   * @param arguments one, a folder for the model, which is made
   */
  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    Surroundings.settle();
    SparkSettingsFile.load();
    PrintStream out = System.out;
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
    try {
      String run = folder.resolve("run").toString();
      writeModel(run);
      for (List<String> command : commands(folder, run)) {
        if (Main.run(command.toArray(String[]::new)) != 0) {
          throw new IllegalStateException("failed: " + String.join(" ", command));
        }
      }
    } finally {
      System.setOut(out);
    }
  }

  private static List<List<String>> commands(Path folder, String run) {
    String corpus = folder.resolve("corpus").toString();
    String data = folder.resolve("data").toString();
    String trained = folder.resolve("trained").toString();
    return List.of(
        List.of("--help"),
        List.of("--version"),
        List.of("train", "--help"),
        List.of("presets"),
        List.of("settings"),
        List.of("settings", "train.schedule"),
        List.of("summary", "--config", "words", "--vocabulary", "100"),
        List.of("corpus", "--output", corpus, "--articles", "9"),
        List.of("generate", "--checkpoint", run, "--prompt", "a", "--length", "9"),
        List.of("verify", run),
        List.of(
            "prepare", "--quiet", "--input", corpus + "/encyclopedia.xml.bz2", "--output", data),
        List.of(
            "train",
            "--quiet",
            "--data",
            data,
            "--run",
            trained,
            "--set",
            "model.hidden-size=8",
            "--set",
            "train.epochs=1"),
        List.of("evaluate", "--quiet", "--data", data, "--checkpoint", trained));
  }

  static void writeModel(String run) {
    Vocabulary vocabulary =
        Vocabulary.of(
            TokenSpec.of(TokenKind.CHARACTERS),
            LETTERS.chars().mapToObj(c -> new Vocabulary.Entry(Character.toString(c), 2)).toList(),
            1000,
            1,
            0,
            1);
    ModelSpec model =
        ModelSpecs.of(
            SettingsLayers.ofReference()
                .withAssignment("model.hidden-size=8")
                .withAssignment("model.layers=1")
                .settings());
    CheckpointStore.of(Folder.at(run, HadoopSettings.current()))
        .write(
            1,
            Networks.create(model, vocabulary.size(), 0.01, 5),
            vocabulary,
            TrainingState.start(model, vocabulary.fingerprint(), "", SequenceMode.STREAM));
  }
}
