package org.rnnlm.prep.steps;

import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.rnnlm.prep.records.RecordFormat;
import org.rnnlm.prep.records.RecordSpec;
import org.rnnlm.prep.records.SchemaText;

/** Reads the columns of files whose heads tell them, as {@link SchemaText}. */
final class FileColumns implements Function<InputFile, String> {
  private static final long serialVersionUID = 1L;

  private final RecordFormat format;
  private final RecordSpec records;
  private final Broadcast<SerializableConfiguration> hadoop;

  FileColumns(
      RecordFormat format, RecordSpec records, Broadcast<SerializableConfiguration> hadoop) {
    this.format = format;
    this.records = records;
    this.hadoop = hadoop;
  }

  @Override
  public String call(InputFile file) {
    return SchemaText.of(
        format.columns(new HadoopInput(file, hadoop.value().value()), records).orElseThrow());
  }
}
