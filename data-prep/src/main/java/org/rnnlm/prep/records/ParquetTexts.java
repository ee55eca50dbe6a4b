package org.rnnlm.prep.records;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.schema.MessageType;
import org.rnnlm.io.DataException;
import org.rnnlm.prep.dump.StoredInput;

/**
 * Parquet with a column of texts. Of other columns none is read but those that are asked for. A
 * range has the rows of the row groups whose middle lies in it.
 */
record ParquetTexts() implements RecordFormat {
  private static final long serialVersionUID = 1L;

  @Override
  public String key() {
    return "parquet";
  }

  @Override
  public List<String> endings() {
    return List.of(".parquet");
  }

  @Override
  public boolean mayBeCompressed() {
    return false;
  }

  @Override
  public boolean isOfPairs() {
    return false;
  }

  @Override
  public boolean tellsFields() {
    return true;
  }

  /** Reads the schema alone, since the first record comes with all of its row group. */
  @Override
  public void check(StoredInput file, RecordSpec spec) {
    try {
      records(file, spec, Range.WHOLE).close();
    } catch (IOException e) {
      throw unreadable(file.name(), e);
    }
  }

  @Override
  public List<Range> ranges(StoredInput file, long bytes) {
    return Range.of(file.bytes(), bytes);
  }

  @Override
  public Optional<MessageType> columns(StoredInput file, RecordSpec spec) {
    return Optional.of(schema(file));
  }

  @Override
  public RecordReader records(StoredInput file, RecordSpec spec, Range range) {
    ParquetReadOptions options =
        ParquetReadOptions.builder()
            .withRange(range.from(), range.to())
            .usePageChecksumVerification(true)
            .build();
    try {
      ParquetFileReader parquet = ParquetFileReader.open(new StoredParquet(file), options);
      try {
        MessageType schema = parquet.getFileMetaData().getSchema();
        MessageType columns = new ParquetColumns(file.name(), schema).of(spec);
        return new ParquetRowReader(file.name(), spec, parquet, columns);
      } catch (RuntimeException e) {
        parquet.close();
        throw e;
      }
    } catch (IOException | RuntimeException e) {
      throw unreadable(file.name(), e);
    }
  }

  /** Adds up what the file's foot says of its row groups. */
  @Override
  public long count(StoredInput file, RecordSpec spec, Range range) {
    try (ParquetFileReader parquet =
        ParquetFileReader.open(
            new StoredParquet(file),
            ParquetReadOptions.builder().withRange(range.from(), range.to()).build())) {
      return parquet.getRecordCount();
    } catch (IOException | RuntimeException e) {
      throw unreadable(file.name(), e);
    }
  }

  private static MessageType schema(StoredInput file) {
    try (ParquetFileReader parquet = ParquetFileReader.open(new StoredParquet(file))) {
      return parquet.getFileMetaData().getSchema();
    } catch (IOException | RuntimeException e) {
      throw unreadable(file.name(), e);
    }
  }

  static DataException unreadable(String name, Exception e) {
    return e instanceof DataException known
        ? known
        : new DataException(
            "input "
                + name
                + " cannot be read as Parquet: "
                + (e.getMessage() == null ? e : e.getMessage())
                + "; restore a whole copy",
            e);
  }
}
