package org.rnnlm.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.WriterAppender;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnlm.io.Hashes;
import org.rnnlm.text.Text;

/** {@link ShardWriter} and {@link ShardReader} together, and each against Parquet's own. */
class ShardTest extends ShardFixture {
  @Test
  void recordsOfAnyLengthComeBackAsTheyWere() {
    List<TokenSequence> sequences =
        List.of(
            sequence(70, 3, 257),
            sequence(71, Long.MAX_VALUE, 2),
            sequence(72, -5, 40_000),
            new TokenSequence(73, 0, new int[] {Integer.MAX_VALUE, 0, Integer.MIN_VALUE}),
            sequence(74, 3, 256),
            sequence(75, 3, 2));

    Shard shard = SampleShardSet.writeShard(folder, NAME, sequences);

    assertThat(shard.firstSequence()).isEqualTo(70);
    assertThat(shard.records()).isEqualTo(6);
    assertSame(ShardReader.read(folder, shard), sequences);
  }

  @Test
  void manyRecordsComeBackInTheirOrder() {
    List<TokenSequence> sequences = SampleShardSet.sequences(50_000, 3, 17, 5);

    assertSame(
        ShardReader.read(folder, SampleShardSet.writeShard(folder, NAME, sequences)), sequences);
  }

  @Test
  void theSameRecordsGiveTheSameBytes() {
    List<TokenSequence> sequences = SampleShardSet.sequences(900, 31, 211, 7);

    Shard first = SampleShardSet.writeShard(folder, "a", sequences);
    Shard second = SampleShardSet.writeShard(folder, "b", sequences);

    assertThat(folder.read("a")).isEqualTo(folder.read("b"));
    assertThat(first.file().sha256())
        .isEqualTo(second.file().sha256())
        .isEqualTo(Hashes.sha256(folder.read("a")));
    assertThat(first.file().bytes()).isEqualTo(folder.read("a").length);
  }

  @Test
  void theManifestsEntryMayBeAskedForTwice() throws IOException {
    ShardWriter writer = new ShardWriter(folder, NAME);
    try (writer) {
      writer.write(sequence(0, 1, 5));
    }

    assertThat(writer.shard()).isEqualTo(writer.shard());
  }

  @Test
  void parquetsOwnReaderSeesTheDocumentedSchemaAndTheSameValues() throws IOException {
    List<TokenSequence> sequences = SampleShardSet.sequences(300, 21, 19, 11);
    SampleShardSet.writeShard(folder, NAME, sequences);

    assertThat(schema()).isEqualTo(MessageTypeParser.parseMessageType(SCHEMA));
    assertSame(readWithParquet(), sequences);
  }

  @Test
  void aShardIsOneRowGroupInZstd() throws IOException {
    SampleShardSet.writeShard(folder, NAME, SampleShardSet.sequences(30_000, 21, 1_900, 13));

    try (ParquetFileReader parquet = ParquetFileReader.open(parquetInput())) {
      List<BlockMetaData> rowGroups = parquet.getFooter().getBlocks();
      assertThat(rowGroups).hasSize(1);
      assertThat(rowGroups.get(0).getColumns())
          .extracting(column -> column.getCodec())
          .containsOnly(CompressionCodecName.ZSTD);
    }
  }

  @Test
  void parquetHasNothingToComplainOf() {
    StringWriter log = new StringWriter();
    Logger parquet = (Logger) LogManager.getLogger("org.apache.parquet");
    Appender appender = WriterAppender.createAppender(null, null, log, "log", false, true);
    appender.start();
    parquet.addAppender(appender);
    try {
      SampleShardSet.writeShard(folder, NAME, SampleShardSet.sequences(30_000, 21, 1_900, 13));
    } finally {
      parquet.removeAppender(appender);
    }

    assertThat(log.toString()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {4, 6, 7, -1, 0})
  void aGapInTheOrderIsRefusedByTheWriter(long next) throws IOException {
    try (ShardWriter writer = new ShardWriter(folder, NAME)) {
      writer.write(sequence(3, 1, 5));
      writer.write(sequence(4, 1, 5));

      assertThatIllegalArgumentException()
          .isThrownBy(() -> writer.write(sequence(next, 1, 5)))
          .withMessage(Text.format("sequence %d where 5 comes next", next));
      writer.write(sequence(5, 1, 5));
    }
  }

  @Test
  void anOpenShardHasNoManifestEntryYet() throws IOException {
    try (ShardWriter writer = new ShardWriter(folder, NAME)) {
      writer.write(sequence(0, 1, 5));

      assertThatIllegalStateException().isThrownBy(writer::shard);
    }
  }

  @Test
  void theSchemaWrittenByParquetsOwnWriterIsRead() throws IOException {
    Shard shard = writeWithParquet(SCHEMA, new int[] {7, 8, 9}, 0, 1);

    assertSame(
        ShardReader.read(folder, shard),
        List.of(
            new TokenSequence(0, 17, new int[] {7, 8, 9}),
            new TokenSequence(1, 17, new int[] {7, 8, 9})));
  }

  private static void assertSame(List<TokenSequence> actual, List<TokenSequence> expected) {
    assertThat(actual)
        .usingElementComparator(
            (a, b) ->
                a.sequence() == b.sequence()
                        && a.article() == b.article()
                        && Arrays.equals(a.tokens(), b.tokens())
                    ? 0
                    : 1)
        .containsExactlyElementsOf(expected);
  }

  private HadoopInputFile parquetInput() throws IOException {
    return HadoopInputFile.fromPath(
        new org.apache.hadoop.fs.Path(directory.resolve(NAME).toUri()), HADOOP);
  }

  private MessageType schema() throws IOException {
    try (ParquetFileReader parquet = ParquetFileReader.open(parquetInput())) {
      return parquet.getFileMetaData().getSchema();
    }
  }

  private List<TokenSequence> readWithParquet() throws IOException {
    List<TokenSequence> sequences = new ArrayList<>();
    try (ParquetReader<Group> reader =
        ParquetReader.builder(
                new GroupReadSupport(),
                new org.apache.hadoop.fs.Path(directory.resolve(NAME).toUri()))
            .build()) {
      for (Group record = reader.read(); record != null; record = reader.read()) {
        Group tokens = record.getGroup("tokens", 0);
        int[] ids = new int[tokens.getFieldRepetitionCount("list")];
        for (int i = 0; i < ids.length; i++) {
          ids[i] = tokens.getGroup("list", i).getInteger("element", 0);
        }
        sequences.add(
            new TokenSequence(record.getLong("sequence", 0), record.getLong("article", 0), ids));
      }
    }
    return sequences;
  }
}
