package org.rnnlm.shard;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.rnnlm.text.Text;

/**
 * Refuses Parquet that claims more than a shard holds, before Parquet's reader allocates it: a page
 * of a few bytes may say that it has two billion values.
 */
final class ShardLimits {
  /** More than the largest {@code prepare.shard-tokens} gives, with a shared token a sequence. */
  private static final long MOST_VALUES = 1L << 26;

  private static final long MOST_BYTES = 8 * MOST_VALUES; // of one column

  private ShardLimits() {}

  /**
   * @return how many records there are
   * @throws IOException if the file claims what no shard has
   */
  static long records(byte[] file, ParquetMetadata footer) throws IOException {
    long rows = 0;
    for (BlockMetaData group : footer.getBlocks()) {
      rows += require("rows", group.getRowCount(), 0, MOST_VALUES);
      for (ColumnChunkMetaData column : group.getColumns()) {
        checkPages(file, column);
      }
    }
    return require("rows", rows, 0, MOST_VALUES);
  }

  private static void checkPages(byte[] file, ColumnChunkMetaData column) throws IOException {
    long start = require("a column's place", column.getStartingPos(), 0, file.length);
    long size = require("a column's size", column.getTotalSize(), 0, file.length - start);
    ByteArrayInputStream in = new ByteArrayInputStream(file, (int) start, (int) size);
    long values = 0;
    long bytes = 0;
    while (in.available() > 0) {
      PageHeader page = Util.readPageHeader(in);
      bytes += require("a page", page.getUncompressed_page_size(), 0, MOST_BYTES);
      values += values(page);
      in.skipNBytes(require("a page", page.getCompressed_page_size(), 0, in.available()));
      require("a column's bytes", bytes, 0, MOST_BYTES);
      require("a column's values", values, 0, MOST_VALUES);
    }
  }

  private static long values(PageHeader page) throws IOException {
    long values = 0;
    if (page.isSetData_page_header()) {
      values = page.getData_page_header().getNum_values();
    } else if (page.isSetData_page_header_v2()) {
      values = page.getData_page_header_v2().getNum_values();
    } else if (page.isSetDictionary_page_header()) {
      require("a dictionary", page.getDictionary_page_header().getNum_values(), 0, MOST_VALUES);
    }
    return require("a page's values", values, 0, MOST_VALUES);
  }

  private static long require(String what, long value, long least, long most) throws IOException {
    if (value < least || value > most) {
      throw new IOException(
          Text.format(
              "%s claims to be %,d; from %,d to %,d are possible", what, value, least, most));
    }
    return value;
  }
}
