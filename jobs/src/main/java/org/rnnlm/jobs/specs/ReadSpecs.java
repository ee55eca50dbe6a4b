package org.rnnlm.jobs.specs;

import org.rnnlm.jobs.settings.Settings;
import org.rnnlm.prep.records.RecordSpec;
import org.rnnlm.prep.steps.ReadSpec;
import org.rnnlm.shard.SequenceMode;

/** How inputs of a corpus are read: files in slices, records by their fields. */
final class ReadSpecs {
  private ReadSpecs() {}

  static ReadSpec of(Settings settings) {
    long split = settings.longInteger("prepare.split-bytes", 0, Long.MAX_VALUE);
    int pageCharacters = settings.integer("prepare.page-characters", 1, 1 << 29);
    RecordSpec records = records(settings, pageCharacters);
    return new ReadSpec(
        split == 0
            ? 0
            : settings.longInteger(
                "prepare.split-bytes", ReadSpec.LEAST_SPLIT_BYTES, Long.MAX_VALUE),
        pageCharacters,
        records,
        settings.decimal("prepare.bad-records", 0, 1));
  }

  /** Reads which fields records have; the source of pairs stands where the text does. */
  private static RecordSpec records(Settings settings, int pageCharacters) {
    boolean labelled = settings.choice("prepare.mode", SequenceMode.class) == SequenceMode.LABELLED;
    boolean pairs = settings.choice("prepare.mode", SequenceMode.class) == SequenceMode.PAIR;
    boolean tagged = settings.choice("prepare.mode", SequenceMode.class) == SequenceMode.TAGGED;
    String textKey =
        pairs ? "prepare.source-field" : tagged ? "prepare.words-field" : "prepare.text-field";
    String target = pairs ? settings.text("prepare.target-field") : "";
    if (pairs && target.isEmpty()) {
      throw settings.refused("prepare.target-field", "the target's field has no name");
    }
    return settings.together(
        textKey,
        () ->
            new RecordSpec(
                settings.text(textKey),
                settings.text("prepare.id-field"),
                settings.text("prepare.title-field"),
                labelled ? labelField(settings) : "",
                pageCharacters,
                target,
                settings.text("prepare.split-field"),
                tagged ? tagsField(settings) : "",
                false));
  }

  private static String tagsField(Settings settings) {
    String field = settings.text("prepare.tags-field");
    if (field.isEmpty()) {
      throw settings.refused("prepare.tags-field", "tagged words need one");
    }
    return field;
  }

  private static String labelField(Settings settings) {
    String field = settings.text("prepare.label-field");
    if (field.isEmpty()) {
      throw settings.refused("prepare.label-field", "labelled records need one");
    }
    return field;
  }
}
