package org.rnnlm.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.rnnlm.checkpoint.Checkpoint;
import org.rnnlm.checkpoint.CheckpointStore;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Folder;
import org.rnnlm.jobs.settings.Settings;
import org.rnnlm.jobs.settings.SettingsException;
import org.rnnlm.jobs.settings.SettingsLayers;
import org.rnnlm.prep.steps.GivenVocabulary;
import org.rnnlm.prep.steps.PrepareSpec;
import org.rnnlm.run.TrainingState;
import org.rnnlm.shard.ShardManifest;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.text.Text;
import org.rnnlm.vocabulary.TokenKind;
import org.rnnlm.vocabulary.TokenSpec;
import org.rnnlm.vocabulary.Vocabulary;
import org.rnnlm.vocabulary.VocabularyFile;

/**
 * The vocabulary that {@code prepare.vocabulary} names: a run's or a checkpoint's, that of prepared
 * data, or a {@code vocabulary.tsv} by itself. It says how text is cut, so that settings which say
 * otherwise are refused, and the data keep what it says.
 */
final class VocabularyOption {
  /** The setting. */
  static final String KEY = "prepare.vocabulary";

  private static final String SIZE = "prepare.vocabulary-size";
  private static final String MINIMUM = "prepare.minimum-count";

  private VocabularyOption() {}

  /**
   * Reads it.
   *
   * @throws DataException if nothing is there that has a vocabulary
   */
  static GivenVocabulary read(String location, Configuration hadoop) {
    if (isFile(location, hadoop)) {
      Path path = new Path(location);
      Folder folder =
          Folder.at(path.getParent() == null ? "." : path.getParent().toString(), hadoop);
      String text = folder.readText(path.getName());
      return new GivenVocabulary(VocabularyFile.parse(text, location), location, List.of());
    }
    Folder folder = Folder.at(location, hadoop);
    if (folder.exists(ShardManifest.NAME) && !CheckpointStore.isCheckpoint(folder)) {
      ShardSet data = ShardSet.open(location, hadoop);
      return new GivenVocabulary(data.vocabulary(), location, data.manifest().classes());
    }
    return Checkpoints.find(
        location, Checkpoints.Which.LATEST, checkpoint -> of(checkpoint, location), hadoop);
  }

  private static GivenVocabulary of(Checkpoint checkpoint, String location) {
    List<String> classes = checkpoint.state(TrainingState.class).model().head().reads().classes();
    return new GivenVocabulary(checkpoint.vocabulary(), location, classes);
  }

  private static boolean isFile(String location, Configuration hadoop) {
    Path path = new Path(location);
    try {
      if (!path.getFileSystem(hadoop).exists(path)) {
        throw new DataException(
            Text.format(
                "%s %s: nothing is there; give a run, a checkpoint, prepared data or a %s",
                KEY, location, VocabularyFile.NAME));
      }
      return path.getFileSystem(hadoop).getFileStatus(path).isFile();
    } catch (IOException e) {
      throw new UncheckedIOException(location + " cannot be reached: " + e.getMessage(), e);
    }
  }

  /**
   * Returns the settings of data with a given vocabulary: those that it decides are its own.
   *
   * @throws SettingsException if a preset, a file or an option asks for other tokens
   */
  static Settings on(GivenVocabulary given, SettingsLayers layers) {
    Map<String, String> real = cutting(given.vocabulary().spec());
    Settings asked = layers.settings();
    real.keySet().stream()
        .filter(asked::isGiven)
        .forEach(key -> requireSame(asked, key, real.get(key), given.origin()));
    Map<String, String> all = new TreeMap<>(real);
    all.put(SIZE, String.valueOf(known(given.vocabulary())));
    all.put(MINIMUM, "1");
    return layers
        .withAssignments(
            all.entrySet().stream().map(set -> set.getKey() + "=" + set.getValue()).toList())
        .settings();
  }

  private static Map<String, String> cutting(TokenSpec spec) {
    return new TreeMap<>(
        Map.of(
            "prepare.tokens", Text.kebab(spec.kind()),
            "prepare.lower-case", String.valueOf(spec.lowerCase()),
            "prepare.normalize", Text.kebab(spec.normalization()),
            "prepare.digits", Text.kebab(spec.digits())));
  }

  private static int known(Vocabulary vocabulary) {
    int known = vocabulary.size() - Vocabulary.END - 1;
    return vocabulary.spec().kind() == TokenKind.SUBWORDS
        ? Math.max(PrepareSpec.LEAST_SUBWORDS, known)
        : known;
  }

  private static void requireSame(Settings asked, String key, String real, String origin) {
    if (!asked.group("prepare").get(key).equals(real)) {
      throw asked.refused(
          key,
          Text.format(
              "the vocabulary of %s has %s = %s; leave the setting out, or give another vocabulary",
              origin, key, real));
    }
  }
}
