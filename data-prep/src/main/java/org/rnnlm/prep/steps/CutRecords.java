package org.rnnlm.prep.steps;

import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.rnnlm.prep.records.CsvTexts;
import org.rnnlm.prep.records.JsonLines;
import org.rnnlm.prep.records.ParquetTexts;
import org.rnnlm.prep.records.Range;
import org.rnnlm.prep.records.TsvLines;

/** Cuts files of records into slices. */
final class CutRecords implements FlatMapFunction<InputFile, RecordSlice> {
  private static final long serialVersionUID = 1L;

  private final InputFormat format;
  private final ReadSpec spec;
  private final Broadcast<SerializableConfiguration> hadoop;

  CutRecords(InputFormat format, ReadSpec spec, Broadcast<SerializableConfiguration> hadoop) {
    this.format = format;
    this.spec = spec;
    this.hadoop = hadoop;
  }

  @Override
  public Iterator<RecordSlice> call(InputFile file) {
    HadoopInput input = new HadoopInput(file, hadoop.value().value());
    List<Range> ranges =
        switch (format) {
          case PARQUET -> new ParquetTexts(input, spec.records()).ranges(spec.splitBytes());
          case CSV -> new CsvTexts(input, spec.records()).ranges();
          case TSV -> new TsvLines(input, spec.records()).ranges(spec.splitBytes());
          case JSON_LINES, MEDIAWIKI, TEXT ->
              new JsonLines(input, spec.records()).ranges(spec.splitBytes());
        };
    return ranges.stream().map(range -> new RecordSlice(file, range)).iterator();
  }
}
