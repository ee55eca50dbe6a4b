package org.rnnlm.shard;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import java.util.function.IntConsumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.rnnlm.io.Folder;
import org.rnnlm.io.StoredFile;

/**
 * Writes one shard: Parquet with zstd and a single row group, the same bytes for the same records.
 * After {@link #close()}, {@link #shard()} is the manifest's entry.
 */
public final class ShardWriter implements Closeable {
  /** More than any shard takes, so that it is one row group whatever the heap. */
  private static final long ROW_GROUP_BYTES = 256L << 20;

  private final Folder folder;
  private final String name;
  private final ByteArrayOutputStream content = new ByteArrayOutputStream();
  private final ParquetWriter<TokenSequence> parquet;
  private long firstSequence;
  private int records;
  private boolean broken;
  private StoredFile stored;

  /**
   * @param name of the file in the folder; one that is there is overwritten
   */
  public ShardWriter(Folder folder, String name) throws IOException {
    this(folder, name, ShardFormat.SCHEMA);
  }

  /**
   * Makes the writer of a shard of sequences of a mode, with all that they have.
   *
   * @param name of the file in the folder; one that is there is overwritten
   */
  public static ShardWriter of(SequenceMode mode, Folder folder, String name) throws IOException {
    return new ShardWriter(folder, name, ShardFormat.of(mode));
  }

  private ShardWriter(Folder folder, String name, MessageType schema) throws IOException {
    this.folder = folder;
    this.name = name;
    this.parquet =
        new Builder(new MemoryFile(content, folder.location(name)), schema)
            .withConf(new Configuration(false))
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .withRowGroupSize(ROW_GROUP_BYTES)
            .build();
  }

  /**
   * Appends a record; records come in the order of their sequence, without a gap.
   *
   * @throws IllegalArgumentException if one comes out of order, or is a tagged sentence without its
   *     words
   */
  public void write(TokenSequence sequence) throws IOException {
    broken = true;
    if (records == 0) {
      firstSequence = sequence.sequence();
    } else if (sequence.sequence() != firstSequence + records) {
      throw new IllegalArgumentException(
          "sequence "
              + sequence.sequence()
              + " where "
              + (firstSequence + records)
              + " comes next");
    }
    parquet.write(sequence);
    records++;
    broken = false;
  }

  /**
   * Writes the file, which appears whole or not at all, however many tasks write it: one that is
   * killed here leaves what is there as it is, and so does one whose records could not be written.
   */
  @Override
  public void close() throws IOException {
    if (stored != null || broken) {
      return;
    }
    parquet.close();
    stored = folder.publish(name, CanonicalFooter.of(content.toByteArray()));
  }

  /** Returns what was written; only after {@link #close()}, and only if there was a record. */
  public Shard shard() {
    if (stored == null) {
      throw new IllegalStateException(name + " is not closed yet");
    }
    return new Shard(stored, firstSequence, records);
  }

  private static final class Builder extends ParquetWriter.Builder<TokenSequence, Builder> {
    private final MessageType schema;

    Builder(OutputFile file, MessageType schema) {
      super(file);
      this.schema = schema;
    }

    @Override
    protected Builder self() {
      return this;
    }

    /**
     * Deprecated from Parquet 1.14 on, which has another beside it that Spark 3's Parquet lacks.
     */
    @Override
    @SuppressWarnings("deprecation")
    protected WriteSupport<TokenSequence> getWriteSupport(Configuration configuration) {
      return new SequenceWriteSupport(schema);
    }
  }

  private static final class SequenceWriteSupport extends WriteSupport<TokenSequence> {
    private final MessageType schema;
    private RecordConsumer consumer;

    SequenceWriteSupport(MessageType schema) {
      this.schema = schema;
    }

    /** Deprecated as the one above is. */
    @Override
    @SuppressWarnings("deprecation")
    public WriteContext init(Configuration configuration) {
      return new WriteContext(schema, Map.of());
    }

    @Override
    public void prepareForWrite(RecordConsumer recordConsumer) {
      consumer = recordConsumer;
    }

    @Override
    public void write(TokenSequence sequence) {
      consumer.startMessage();
      number(ShardFormat.SEQUENCE, 0, sequence.sequence());
      number(ShardFormat.ARTICLE, 1, sequence.article());
      list(ShardFormat.TOKENS, 2, sequence.tokens());
      if (schema.containsField(ShardFormat.LABEL)) {
        consumer.startField(ShardFormat.LABEL, 3);
        consumer.addInteger(sequence.label());
        consumer.endField(ShardFormat.LABEL, 3);
      }
      if (schema.containsField(ShardFormat.TAGS)) {
        list(ShardFormat.TAGS, 3, sequence.tags());
        words(sequence);
      }
      consumer.endMessage();
    }

    private void words(TokenSequence sentence) {
      if (sentence.words().isEmpty()) {
        throw new IllegalArgumentException(
            "sequence " + sentence.sequence() + " is a tagged sentence without its words");
      }
      list(
          ShardFormat.WORDS,
          4,
          sentence.words().size(),
          i -> consumer.addBinary(Binary.fromString(sentence.words().get(i))));
    }

    private void list(String field, int index, int... values) {
      list(field, index, values.length, i -> consumer.addInteger(values[i]));
    }

    private void list(String field, int index, int length, IntConsumer element) {
      consumer.startField(field, index);
      consumer.startGroup();
      consumer.startField(ShardFormat.LIST, 0);
      for (int i = 0; i < length; i++) {
        consumer.startGroup();
        consumer.startField(ShardFormat.ELEMENT, 0);
        element.accept(i);
        consumer.endField(ShardFormat.ELEMENT, 0);
        consumer.endGroup();
      }
      consumer.endField(ShardFormat.LIST, 0);
      consumer.endGroup();
      consumer.endField(field, index);
    }

    private void number(String field, int index, long value) {
      consumer.startField(field, index);
      consumer.addLong(value);
      consumer.endField(field, index);
    }
  }

  /** Where Parquet writes to. */
  private record MemoryFile(ByteArrayOutputStream out, String location) implements OutputFile {
    @Override
    public PositionOutputStream create(long blockSizeHint) {
      return new PositionOutputStream() {
        @Override
        public long getPos() {
          return out.size();
        }

        @Override
        public void write(int b) {
          out.write(b);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
          out.write(bytes, offset, length);
        }
      };
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSizeHint) {
      return create(blockSizeHint);
    }

    @Override
    public boolean supportsBlockSize() {
      return false;
    }

    @Override
    public long defaultBlockSize() {
      return 0;
    }

    @Override
    public String getPath() {
      return location;
    }
  }
}
