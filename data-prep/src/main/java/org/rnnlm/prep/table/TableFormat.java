package org.rnnlm.prep.table;

import java.io.IOException;
import java.io.OutputStream;

/** What a table is written as. */
public enum TableFormat {
  PARQUET("parquet"),
  JSON_LINES("jsonl");

  private final String ending;

  TableFormat(String ending) {
    this.ending = ending;
  }

  /** Returns how the names of its files end, without a dot. */
  String ending() {
    return ending;
  }

  TableWriter writer(OutputStream out, TableLayout layout) throws IOException {
    return switch (this) {
      case PARQUET -> new ParquetTableWriter(out, layout);
      case JSON_LINES -> new JsonTableWriter(out, layout);
    };
  }
}
