package org.rnnlm.prep.table;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.rnnlm.prep.records.RowFields;

/** Parquet with zstd: the same rows give the same bytes. */
final class ParquetTableWriter implements TableWriter {
  private static final long ROW_GROUP_BYTES = 32L << 20; // in memory while it is filled

  private final HeldTail file;
  private final ParquetWriter<Row> parquet;

  ParquetTableWriter(OutputStream out, TableLayout layout) throws IOException {
    this.file = new HeldTail(out);
    this.parquet =
        new Builder(file, layout)
            .withConf(new Configuration(false))
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .withRowGroupSize(ROW_GROUP_BYTES)
            .build();
  }

  private record Row(RowFields fields, long number, List<Object> results, String error) {}

  @Override
  public void write(RowFields fields, long number, List<Object> results, String error)
      throws IOException {
    parquet.write(new Row(fields, number, results, error));
  }

  @Override
  public void close() throws IOException {
    file.hold();
    parquet.close();
    file.release();
  }

  private static final class Builder extends ParquetWriter.Builder<Row, Builder> {
    private final TableLayout layout;

    Builder(OutputFile file, TableLayout layout) {
      super(file);
      this.layout = layout;
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
    protected WriteSupport<Row> getWriteSupport(Configuration configuration) {
      return new Rows(layout);
    }
  }

  private static final class Rows extends WriteSupport<Row> {
    private final MessageType schema;
    private final MessageType input;
    private final List<ResultColumn> added;
    private RecordConsumer consumer;

    Rows(TableLayout layout) {
      this.schema = layout.schema();
      this.input = layout.inputColumns();
      this.added = layout.added();
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
    public void write(Row row) {
      int first = input.getFieldCount();
      consumer.startMessage();
      if (first > 0) {
        row.fields().writeTo(consumer, input.getFields());
      }
      added.get(0).write(consumer, first, row.number());
      for (int i = 0; i < row.results().size(); i++) {
        added.get(i + 1).write(consumer, first + i + 1, row.results().get(i));
      }
      if (!row.error().isEmpty()) {
        int last = added.size() - 1;
        added.get(last).write(consumer, first + last, row.error());
      }
      consumer.endMessage();
    }
  }
}
