package org.rnnlm.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.Util;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Folder;

/** Shards and manifests from someone who wants memory to run out are refused. */
class HostileShardTest {
  private static final int TAIL = 8; // the footer's length, then PAR1

  @TempDir private Path directory;
  private Folder folder;
  private Shard shard;

  @BeforeEach
  void writeAShard() {
    folder = Folder.at(directory.toString(), new Configuration());
    shard = SampleShardSet.writeShard(folder, "shard", SampleShardSet.sequences(40, 7, 9, 3));
  }

  private void assertRefused(byte[] content, int records, String... reasons) {
    Shard claimed = new Shard(folder.publish("shard", content), shard.firstSequence(), records);
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> ShardReader.read(folder, claimed))
        .withMessageStartingWith(directory + "/shard")
        .satisfies(refused -> assertThat(refused).hasMessageContainingAll(reasons));
  }

  @Test
  void aManifestThatClaimsTwoBillionRecordsIsRefusedBeforeTheyAreAllocated() {
    assertRefused(
        folder.read("shard"), Integer.MAX_VALUE, "40 records, its manifest says 2147483647");
  }

  @ParameterizedTest
  @ValueSource(longs = {1L << 40, Long.MAX_VALUE, -1})
  void aFooterThatClaimsRowsWithoutEndIsRefused(long rows) throws IOException {
    assertRefused(withFooter(footer -> footer.getRow_groups().get(0).setNum_rows(rows)), 40, "row");
  }

  @ParameterizedTest
  @CsvSource({"9223372036854775807", "-20", "1152921504606846976"})
  void aColumnOutsideItsFileIsRefused(long size) throws IOException {
    assertRefused(
        withFooter(footer -> column(footer, 2).setTotal_compressed_size(size)),
        40,
        "cannot be read");
  }

  @Test
  void aPageThatClaimsTwoBillionValuesIsRefused() throws IOException {
    assertRefused(
        withPage(page -> page.getData_page_header().setNum_values(Integer.MAX_VALUE)),
        40,
        "a page's values claims to be 2,147,483,647");
  }

  @Test
  void aPageThatClaimsToInflateToTwoGigabytesIsRefused() throws IOException {
    assertRefused(
        withPage(page -> page.setUncompressed_page_size(Integer.MAX_VALUE)),
        40,
        "a page claims to be 2,147,483,647");
  }

  private static ColumnMetaData column(FileMetaData footer, int index) {
    return footer.getRow_groups().get(0).getColumns().get(index).getMeta_data();
  }

  private static int footerStart(byte[] file) {
    int tail = file.length - TAIL;
    return tail - ByteBuffer.wrap(file, tail, 4).order(ByteOrder.LITTLE_ENDIAN).getInt();
  }

  private static FileMetaData footer(byte[] file) throws IOException {
    int start = footerStart(file);
    return Util.readFileMetaData(new ByteArrayInputStream(file, start, file.length - TAIL - start));
  }

  private byte[] withFooter(Consumer<FileMetaData> change) throws IOException {
    byte[] file = folder.read("shard");
    FileMetaData footer = footer(file);
    change.accept(footer);
    return file(Arrays.copyOf(file, footerStart(file)), footer);
  }

  private static byte[] file(byte[] pages, FileMetaData footer) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(pages);
    Util.writeFileMetaData(footer, out);
    int length = out.size() - pages.length;
    out.write(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(length).array());
    out.write(new byte[] {'P', 'A', 'R', '1'});
    return out.toByteArray();
  }

  /** Changes the first page of the tokens, the last column, and moves what comes after. */
  private byte[] withPage(Consumer<PageHeader> change) throws IOException {
    byte[] file = folder.read("shard");
    FileMetaData footer = footer(file);
    ColumnMetaData tokens = column(footer, 2);
    tokens.unsetDictionary_page_offset();
    int start = (int) tokens.getData_page_offset();
    ByteArrayInputStream in = new ByteArrayInputStream(file, start, footerStart(file) - start);
    PageHeader page = Util.readPageHeader(in);
    change.accept(page);
    ByteArrayOutputStream pages = new ByteArrayOutputStream();
    pages.write(file, 0, start);
    Util.writePageHeader(page, pages);
    pages.write(in.readNBytes(page.getCompressed_page_size()));
    tokens.setTotal_compressed_size(pages.size() - start);
    return file(pages.toByteArray(), footer);
  }
}
