package org.rnnlm.prep.records;

import java.util.List;

/** The formats of records that can be read. */
public final class RecordFormats {
  private static final List<RecordFormat> ALL =
      List.of(
          new JsonLines(),
          new ParquetTexts(),
          new CsvTexts(),
          new TsvLines(),
          new ConllRows(),
          new ConllURows());

  private RecordFormats() {}

  public static List<RecordFormat> all() {
    return ALL;
  }
}
