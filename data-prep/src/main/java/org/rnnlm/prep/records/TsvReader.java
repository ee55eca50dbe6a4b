package org.rnnlm.prep.records;

import java.util.List;
import java.util.Optional;
import org.rnnlm.prep.dump.StoredInput;

/** Pairs, one a line in UTF-8: the source, a tab, the target. */
final class TsvReader extends LineRecords {
  /** What pairs are called where they need names. */
  static final List<String> COLUMNS = List.of("source", "target");

  TsvReader(StoredInput file, RecordSpec spec, Range range) {
    super(file, spec, range);
  }

  /** A tab alone is a pair of nothing. */
  @Override
  boolean isBlank(byte[] line) {
    return line.length == 0 || line.length == 1 && line[0] == '\r';
  }

  @Override
  TextRecord parse(byte[] line, String where) {
    int end = line[line.length - 1] == '\r' ? line.length - 1 : line.length;
    Optional<String> decoded = Utf8.decoded(line, end);
    if (decoded.isEmpty()) {
      return TextRecord.flawed(where, Flaw.NOT_TEXT);
    }
    String text = decoded.get();
    int tab = text.indexOf('\t');
    if (tab < 0) {
      return TextRecord.flawed(where, Flaw.MISSING_TAB);
    }
    if (text.indexOf('\t', tab + 1) >= 0) {
      return TextRecord.flawed(where, Flaw.EXTRA_TAB);
    }
    if (text.indexOf('\r') >= 0) {
      return TextRecord.flawed(where, Flaw.STRAY_RETURN);
    }
    TextRecord.Fields fields = new TextRecord.Fields();
    fields.text = text.substring(0, tab);
    fields.target = text.substring(tab + 1);
    if (spec.keepsFields()) {
      fields.all = new TextFields(COLUMNS, List.of(fields.text, fields.target));
    }
    return TextRecord.of(where, spec.withoutNames(), fields);
  }
}
