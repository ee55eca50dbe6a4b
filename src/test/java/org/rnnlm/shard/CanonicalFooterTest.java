package org.rnnlm.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.Version;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Util;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnlm.io.Folder;
import org.rnnlm.io.Hashes;

class CanonicalFooterTest {
  @TempDir private Path directory;

  /**
   * Hashes of enum constants differ between processes: only a pinned hash can tell. The Parquet of
   * Spark 4 compresses and describes the same columns otherwise.
   */
  @Test
  void theSameRecordsGiveTheSameBytesInEveryProcess() throws Exception {
    Map<String, String> byParquet =
        Map.of(
            "1.13.1", "3e09acd2e6034f9eed4306f0c463cfce590d30e5cf3de41f7b9737cdcd4f4559",
            "1.17.0", "328e56fc7f1f84918d96995303563cf2d53a974a43374ac7c39052b36e896e34");
    assertThat(Hashes.sha256(shard())).isEqualTo(byParquet.get(Version.VERSION_NUMBER));
  }

  @Test
  void theEncodingsOfAColumnAreSorted() throws Exception {
    for (ColumnMetaData column : columns(shard())) {
      assertThat(column.getEncodings()).hasSizeGreaterThan(1).isSorted();
    }
  }

  @Test
  void aFooterInAnotherOrderIsPutIntoOurs() throws Exception {
    byte[] file = shard();
    byte[] shuffled = file.clone();
    // an encoding is one byte of Thrift's compact protocol, so swapping two swaps them in the list
    List<Encoding> encodings = columns(file).get(2).getEncodings();
    byte[] listed = new byte[encodings.size()];
    for (int i = 0; i < listed.length; i++) {
      listed[i] = (byte) (encodings.get(i).getValue() << 1); // zigzag
    }
    int at = lastIndexOf(file, listed);
    shuffled[at] = listed[1];
    shuffled[at + 1] = listed[0];
    assertThat(shuffled).isNotEqualTo(file);
    assertThat(CanonicalFooter.of(shuffled)).isEqualTo(file);
  }

  private static int lastIndexOf(byte[] bytes, byte[] wanted) {
    for (int i = bytes.length - wanted.length; i >= 0; i--) {
      if (Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
        return i;
      }
    }
    throw new AssertionError("not found");
  }

  private static List<ColumnMetaData> columns(byte[] file) throws Exception {
    int tail = file.length - 8;
    int length = ByteBuffer.wrap(file, tail, 4).order(ByteOrder.LITTLE_ENDIAN).getInt();
    FileMetaData footer =
        Util.readFileMetaData(new ByteArrayInputStream(file, tail - length, length));
    return footer.getRow_groups().get(0).getColumns().stream()
        .map(column -> column.getMeta_data())
        .toList();
  }

  private byte[] shard() throws Exception {
    ShardWriter writer =
        new ShardWriter(Folder.at(directory.toString(), new Configuration()), "s.parquet");
    try (writer) {
      for (int i = 0; i < 40; i++) {
        writer.write(new TokenSequence(i, 7, new int[] {4, 5 + i % 3, 6, 7}));
      }
    }
    return Files.readAllBytes(directory.resolve("s.parquet"));
  }
}
