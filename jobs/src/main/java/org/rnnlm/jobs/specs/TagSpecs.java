package org.rnnlm.jobs.specs;

import java.util.Optional;
import org.rnnlm.jobs.settings.Settings;
import org.rnnlm.prep.records.RecordSpec;
import org.rnnlm.prep.steps.InputFormat;

/** How files of rows of words are read that a model tags. */
public final class TagSpecs {
  private TagSpecs() {}

  /** Returns which columns hold words and tags. */
  public static RecordSpec records(Settings settings) {
    int characters = settings.integer("prepare.page-characters", 1, 1 << 29);
    return settings.together(
        "prepare.words-field",
        () ->
            new RecordSpec(settings.text("prepare.words-field"), "", "", characters)
                .withTags(settings.text("prepare.tags-field")));
  }

  /** Returns the file's format; nothing where its name tells. */
  public static Optional<InputFormat> format(Settings settings) {
    return PrepareSpecs.format(settings);
  }
}
