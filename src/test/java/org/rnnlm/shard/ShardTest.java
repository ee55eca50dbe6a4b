package org.rnnlm.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.WriterAppender;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Folder;
import org.rnnlm.io.Hashes;
import org.rnnlm.io.StoredFile;
import org.rnnlm.text.Text;

/** {@link ShardWriter} and {@link ShardReader} together, and each against Parquet's own. */
class ShardTest {
  private static final Configuration HADOOP = new Configuration();
  private static final String NAME = "train/shard-00003.parquet";
  private static final String SCHEMA =
      """
      message token_sequence {
        required int64 sequence;
        required int64 article;
        required group tokens (LIST) {
          repeated group list {
            required int32 element;
          }
        }
      }
      """;

  @TempDir Path directory;
  private Folder folder;

  @BeforeEach
  void open() {
    folder = Folder.at(directory.toString(), HADOOP);
  }

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
  void everyFlippedBitIsRefusedWithTheFilesName() throws IOException {
    Shard shard = SampleShardSet.writeShard(folder, NAME, SampleShardSet.sequences(200, 9, 23, 3));
    byte[] bytes = Files.readAllBytes(directory.resolve(NAME));
    for (int position : sample(bytes.length)) {
      byte[] damaged = bytes.clone();
      damaged[position] ^= (byte) (1 << position % 8);
      Files.write(directory.resolve(NAME), damaged);

      assertDamageIsNamed(shard, "at byte " + position);
    }
  }

  @Test
  void everyTruncationIsRefusedWithTheFilesName() throws IOException {
    Shard shard = SampleShardSet.writeShard(folder, NAME, SampleShardSet.sequences(200, 9, 23, 3));
    byte[] bytes = Files.readAllBytes(directory.resolve(NAME));
    for (int length : sample(bytes.length)) {
      Files.write(directory.resolve(NAME), Arrays.copyOf(bytes, length));

      assertDamageIsNamed(shard, "cut to " + length);
    }
  }

  @Test
  void aMissingShardIsNamed() throws IOException {
    Shard shard = SampleShardSet.writeShard(folder, NAME, SampleShardSet.sequences(5, 9, 23, 3));
    Files.delete(directory.resolve(NAME));

    assertDamageIsNamed(shard, "missing");
  }

  @Test
  void aFileThatIsNoParquetIsRefused() {
    StoredFile stored = folder.write(NAME, "sequence,article,tokens\n0,7,1 2 3\n");

    assertDamageIsNamed(new Shard(stored, 0, 1), "text");
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void anotherNumberOfRecordsThanInTheManifestIsRefused(int records) {
    Shard shard = SampleShardSet.writeShard(folder, NAME, SampleShardSet.sequences(5, 9, 23, 3));

    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> ShardReader.read(folder, new Shard(shard.file(), 0, records)))
        .withMessage(folder.location(NAME) + " has 5 records, its manifest says " + records);
  }

  @Test
  void otherSequencesThanInTheManifestAreRefused() {
    Shard shard = SampleShardSet.writeShard(folder, NAME, SampleShardSet.sequences(5, 9, 23, 3));

    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> ShardReader.read(folder, new Shard(shard.file(), 2, 5)))
        .withMessage(folder.location(NAME) + ": record 0 is sequence 0 instead of 2");
  }

  @Test
  void aGapInTheFileIsRefusedByTheReader() throws IOException {
    Shard shard = writeWithParquet(SCHEMA, new int[] {7, 8, 9}, 0, 1, 3);

    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> ShardReader.read(folder, shard))
        .withMessage(folder.location(NAME) + ": record 2 is sequence 3 instead of 2");
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "required int32 element;|optional int32 element;",
        "required group tokens|optional group tokens",
        "required int64 article;|optional int64 article;",
        "required int32 element;|required int64 element;",
        "required int64 sequence;|required int32 sequence;"
      })
  void anotherSchemaIsRefused(String change) throws IOException {
    String[] parts = change.split("\\|");
    Shard shard = writeWithParquet(SCHEMA.replace(parts[0], parts[1]), new int[] {7, 8, 9}, 0, 1);

    assertDamageIsNamed(shard, change);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void recordsThatPredictNothingAreRefused(int tokens) throws IOException {
    Shard shard = writeWithParquet(SCHEMA, new int[tokens], 0, 1);

    assertDamageIsNamed(shard, tokens + " tokens");
  }

  private void assertDamageIsNamed(Shard shard, String damage) {
    assertThatExceptionOfType(DataException.class)
        .as(damage)
        .isThrownBy(() -> ShardReader.read(folder, shard))
        .withMessageStartingWith(directory + "/" + NAME + " ");
  }

  /** Both ends of a file, and between them positions that are coprime to its structure. */
  private static List<Integer> sample(int length) {
    List<Integer> positions = new ArrayList<>();
    for (int i = 0; i < length; i += i < 12 || i > length - 13 ? 1 : 31) {
      positions.add(i);
    }
    positions.add(length - 1);
    return positions;
  }

  private static TokenSequence sequence(long number, long article, int tokens) {
    int[] ids = new int[tokens];
    Arrays.setAll(ids, i -> (int) ((number * 31 + i * 7L) % 997));
    return new TokenSequence(number, article, ids);
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

  /** A file of Parquet's example writer, all records with these tokens, and its manifest entry. */
  private Shard writeWithParquet(String schema, int[] tokens, int... sequences) throws IOException {
    MessageType type = MessageTypeParser.parseMessageType(schema);
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(directory.resolve(NAME).toUri());
    try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(path).withType(type).build()) {
      for (int sequence : sequences) {
        writer.write(record(type, sequence, tokens));
      }
    }
    byte[] bytes = Files.readAllBytes(directory.resolve(NAME));
    return new Shard(
        new StoredFile(NAME, bytes.length, Hashes.sha256(bytes)), sequences[0], sequences.length);
  }

  private static Group record(MessageType type, int sequence, int[] tokens) {
    Group record = new SimpleGroup(type);
    add(record, "sequence", sequence);
    add(record, "article", 17);
    Group list = record.addGroup("tokens");
    for (int token : tokens) {
      add(list.addGroup("list"), "element", token);
    }
    return record;
  }

  private static void add(Group group, String field, int value) {
    switch (group.getType().getType(field).asPrimitiveType().getPrimitiveTypeName()) {
      case INT32 -> group.add(field, value);
      case INT64 -> group.add(field, (long) value);
      default -> throw new IllegalArgumentException(field);
    }
  }
}
