package org.rnnlm.prep.steps;

import java.util.Iterator;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.rnnlm.prep.records.RecordFormat;

/** Cuts files of records into slices. */
final class CutRecords implements FlatMapFunction<InputFile, RecordSlice> {
  private static final long serialVersionUID = 1L;

  private final RecordFormat format;
  private final long bytes;
  private final Broadcast<SerializableConfiguration> hadoop;

  /**
   * @param bytes about how much of a file a slice holds; 0 for whole files
   */
  CutRecords(RecordFormat format, long bytes, Broadcast<SerializableConfiguration> hadoop) {
    this.format = format;
    this.bytes = bytes;
    this.hadoop = hadoop;
  }

  @Override
  public Iterator<RecordSlice> call(InputFile file) {
    return format.ranges(new HadoopInput(file, hadoop.value().value()), bytes).stream()
        .map(range -> new RecordSlice(file, range))
        .iterator();
  }
}
