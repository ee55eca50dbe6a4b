package org.rnnlm.shard;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Comparator;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.PageEncodingStats;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;

/**
 * Puts a Parquet file's footer in an order of its own.
 *
 * <p>Parquet collects a column's encodings in a hash set of enum constants, whose order differs
 * from one Java process to the next: without this, the same records would give files that differ in
 * a few bytes of the footer.
 */
public final class CanonicalFooter {
  private static final int TAIL = 8; // the footer's length, then PAR1

  private CanonicalFooter() {}

  /**
   * Returns the file with every list of encodings sorted.
   *
   * @param file all of it, or its end with the whole footer
   */
  public static byte[] of(byte[] file) throws IOException {
    int tail = file.length - TAIL;
    int length = ByteBuffer.wrap(file, tail, Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).getInt();
    int start = tail - length;
    FileMetaData footer = Util.readFileMetaData(new ByteArrayInputStream(file, start, length));
    for (RowGroup rows : footer.getRow_groups()) {
      for (ColumnChunk column : rows.getColumns()) {
        sort(column.getMeta_data());
      }
    }
    return withFooter(file, start, footer);
  }

  private static void sort(ColumnMetaData column) {
    column.getEncodings().sort(Comparator.naturalOrder());
    if (column.isSetEncoding_stats()) {
      column
          .getEncoding_stats()
          .sort(
              Comparator.comparing(PageEncodingStats::getPage_type)
                  .thenComparing(PageEncodingStats::getEncoding));
    }
  }

  private static byte[] withFooter(byte[] file, int start, FileMetaData footer) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(file.length);
    out.write(file, 0, start);
    Util.writeFileMetaData(footer, out);
    ByteBuffer length = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    out.writeBytes(length.putInt(out.size() - start).array());
    out.write(file, file.length - Integer.BYTES, Integer.BYTES);
    return out.toByteArray();
  }
}
