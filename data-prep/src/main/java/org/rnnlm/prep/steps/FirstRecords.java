package org.rnnlm.prep.steps;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.rnnlm.io.DataException;
import org.rnnlm.prep.dump.StoredInput;
import org.rnnlm.prep.records.Flaw;
import org.rnnlm.prep.records.RecordFormat;
import org.rnnlm.prep.records.RecordReader;
import org.rnnlm.prep.records.RecordSpec;
import org.rnnlm.text.Text;

/**
 * The first records of the first files, which tell before any work is done what cannot go well:
 * files that cannot be read, columns that are not there, and fields that no record has.
 *
 * @param files as many as are looked at
 */
record FirstRecords(RecordFormat format, RecordSpec spec, List<? extends StoredInput> files) {
  /** How many files are looked at. */
  static final int FILES = 8;

  /** How many records of each. */
  static final int RECORDS = 1_000;

  FirstRecords {
    spec = format.naming(spec);
    files = List.copyOf(files.subList(0, Math.min(FILES, files.size())));
  }

  /** Says what is wrong, a sentence each. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    for (StoredInput file : files) {
      try {
        format.check(file, spec);
      } catch (DataException e) {
        problems.add(e.getMessage());
      }
    }
    if (problems.isEmpty() && !format.tellsFields()) {
      List<String> missing = spec.fields().stream().filter(this::isNowhere).toList();
      if (!missing.isEmpty()) {
        problems.add(
            Text.format(
                "none of the first records of the input has a field '%s'; set prepare.%s to what is"
                    + " there",
                String.join("', '", missing), String.join(", prepare.", spec.settings())));
      }
    }
    return problems;
  }

  /** Returns whether there are records, and none has a field. */
  private boolean isNowhere(String field) {
    long without = 0;
    for (StoredInput file : files) {
      try (RecordReader reader =
          format.records(file, spec.of(field), format.ranges(file, 0).get(0))) {
        for (int i = 0; i < RECORDS && reader.hasNext(); i++) {
          Flaw flaw = reader.next().flaw();
          if (flaw == Flaw.NONE || flaw == Flaw.NOT_TEXT || flaw == Flaw.TOO_LARGE) {
            return false;
          }
          without += flaw == Flaw.MISSING_TEXT ? 1 : 0;
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return without > 0;
  }
}
