package org.rnnlm.prep.records;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.rnnlm.prep.dump.StoredInput;

/** Pairs, one a line in UTF-8: the source, a tab, the target. */
final class TsvReader extends LineRecords {

  TsvReader(StoredInput file, RecordSpec spec, Range range) {
    super(file, spec, range);
  }

  /** A tab alone is a pair of nothing. */
  @Override
  boolean isBlank(byte[] line, int start) {
    return line.length == start || line.length == start + 1 && line[start] == '\r';
  }

  @Override
  TextRecord parse(byte[] line, int start, String where) {
    int end = line.length > start && line[line.length - 1] == '\r' ? line.length - 1 : line.length;
    String text;
    try {
      text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(line, start, end - start))
              .toString();
    } catch (CharacterCodingException e) {
      return TextRecord.flawed(where, Flaw.NOT_TEXT);
    }
    int tab = text.indexOf('\t');
    if (tab < 0) {
      return TextRecord.flawed(where, Flaw.MISSING_TAB);
    }
    if (text.indexOf('\t', tab + 1) >= 0) {
      return TextRecord.flawed(where, Flaw.EXTRA_TAB);
    }
    TextRecord.Fields fields = new TextRecord.Fields();
    fields.text = text.substring(0, tab);
    fields.target = text.substring(tab + 1);
    return TextRecord.of(where, spec.withoutNames(), fields);
  }
}
