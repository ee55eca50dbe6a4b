package org.rnnlm.jobs.specs;

import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.rnnlm.jobs.settings.Settings;
import org.rnnlm.prep.records.RecordSpec;
import org.rnnlm.prep.steps.InputFormat;
import org.rnnlm.prep.steps.ReadSpec;

/** How tables are read that a model works on. */
public final class TableSpecs {
  private static final Set<String> READING =
      Set.of("prepare.format", "prepare.text-field", "prepare.id-field", "prepare.page-characters");

  private static final int NO_BAD_ROW_IS_TOO_MANY = 1;

  private TableSpecs() {}

  public static ReadSpec reading(Settings settings) {
    int characters = settings.integer("prepare.page-characters", 1, 1 << 29);
    RecordSpec records =
        settings.together(
            "prepare.text-field",
            () ->
                new RecordSpec(
                    settings.text("prepare.text-field"),
                    settings.text("prepare.id-field"),
                    "",
                    characters));
    return new ReadSpec(0, characters, records, NO_BAD_ROW_IS_TOO_MANY);
  }

  /** Returns the settings that tell how tables are read. */
  public static SortedMap<String, String> readingSettings(Settings settings) {
    SortedMap<String, String> all = settings.group("prepare");
    all.keySet().retainAll(READING);
    return all;
  }

  /** Returns the input's format; nothing where the files' names tell. */
  public static Optional<InputFormat> inputFormat(Settings settings) {
    return PrepareSpecs.format(settings);
  }

  /** Returns about how many bytes of the input a part has; 0 where that follows from its size. */
  public static long partBytes(Settings settings) {
    long bytes = settings.longInteger("table.part-bytes", 0, Long.MAX_VALUE);
    return bytes == 0
        ? 0
        : settings.longInteger("table.part-bytes", ReadSpec.LEAST_SPLIT_BYTES, Long.MAX_VALUE);
  }
}
