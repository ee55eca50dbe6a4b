package org.rnnlm.jobs;

import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.rnnlm.io.DataException;
import org.rnnlm.jobs.settings.Settings;
import org.rnnlm.jobs.settings.SettingsException;
import org.rnnlm.jobs.specs.ModelSpecs;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.run.RunFolder;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.text.Text;
import org.rnnlm.vectors.PretrainedVectors;
import org.rnnlm.vectors.VectorCoverage;
import org.rnnlm.vectors.VectorFile;

/** What {@code train.vectors} means: the embedding of a run starts from vectors of a file. */
final class StartVectors {
  /** The setting that names the file. */
  static final String KEY = "train.vectors";

  private StartVectors() {}

  /**
   * Refuses vectors that no run can start from, whatever the data are and the file holds.
   *
   * @throws SettingsException if the embedding has no width, or is another run's
   */
  static void check(Settings settings) {
    if (settings.optionalText(KEY).isEmpty()) {
      return;
    }
    if (settings.optionalText(Ancestors.KEY).isPresent()) {
      throw settings.refused(
          Ancestors.KEY, "the embedding is the other model's already; leave " + KEY + " out");
    }
    ModelSpec model = ModelSpecs.of(settings);
    if (model.oneHotInput()) {
      throw settings.refused(
          "model.embedding-size", "must be the width of " + KEY + " " + settings.text(KEY));
    }
    if (model.embedding().tied() && model.head().output().adaptive()) {
      throw settings.refused(
          KEY,
          "rare tokens of a tied embedding before an adaptive softmax have narrower vectors than"
              + " others; set model.tied-embedding = false, or leave it out");
    }
  }

  /**
   * Refuses the same, and a file that is not there.
   *
   * @throws DataException if there is no such file
   */
  static void check(Settings settings, Configuration hadoop) {
    check(settings);
    settings.optionalText(KEY).ifPresent(file -> BeforeSpark.requireFile(KEY, file, hadoop));
  }

  /**
   * Returns the vectors that settings name, if they name any.
   *
   * @throws DataException if the file is not there, or holds something else
   */
  static Optional<PretrainedVectors> of(ShardSet shards, RunSetup setup, Configuration hadoop) {
    return setup.settings().optionalText(KEY).map(file -> read(file, shards, setup, hadoop));
  }

  /** Returns the vectors of a run that ended before its first checkpoint, if it had any. */
  static Optional<PretrainedVectors> again(
      RunFolder folder, ShardSet shards, RunSetup setup, Configuration hadoop) {
    Optional<VectorCoverage> saved = folder.vectors();
    if (saved.isEmpty()) {
      return Optional.empty();
    }
    PretrainedVectors again = read(saved.get().file(), shards, setup, hadoop);
    if (!again.coverage().equals(saved.get())) {
      throw new DataException(
          Text.format(
              "%s has changed since %s was begun with it; start another run",
              saved.get().file(), folder));
    }
    return Optional.of(again);
  }

  private static PretrainedVectors read(
      String file, ShardSet shards, RunSetup setup, Configuration hadoop) {
    return VectorFile.read(file, hadoop, setup.model().embeddingSize(), shards.vocabulary());
  }

  /** Tells a person what the vectors cover. */
  static void tell(PretrainedVectors vectors) {
    System.out.println("vectors    " + vectors.coverage().summary());
  }
}
