package org.rnnlm.ml;

import java.util.List;

/** A small language model of few articles, for tests of what its training does. */
final class SmallFits {
  /** Articles that it is trained on. */
  static final int ARTICLES = 60;

  /** The settings, as commands and trainers take them. */
  static final List<String> SETTINGS =
      List.of(
          "prepare.id-field=id",
          "prepare.length=50",
          "prepare.valid-share=0.2",
          "prepare.shard-tokens=4000",
          "model.hidden-size=12",
          "train.batch-size=8",
          "train.round-batches=16",
          "train.first-round-batches=0",
          "train.epochs=2",
          "sample.length=5");

  private SmallFits() {}

  /** Returns a trainer with these settings. */
  static LanguageModelTrainer trainer() {
    LanguageModelTrainer trainer = new LanguageModelTrainer();
    SETTINGS.forEach(set -> trainer.setConf(set.split("=")[0], set.split("=")[1]));
    return trainer;
  }
}
