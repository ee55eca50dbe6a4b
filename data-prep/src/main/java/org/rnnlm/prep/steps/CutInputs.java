package org.rnnlm.prep.steps;

import java.io.IOException;
import java.util.Iterator;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.rnnlm.prep.dump.Dump;
import org.rnnlm.prep.dump.DumpHead;

/** Reads the heads of dumps and cuts them into slices. */
final class CutInputs implements FlatMapFunction<InputFile, InputSlice> {
  private static final long serialVersionUID = 1L;

  private final ReadSpec spec;
  private final Broadcast<SerializableConfiguration> hadoop;

  CutInputs(ReadSpec spec, Broadcast<SerializableConfiguration> hadoop) {
    this.spec = spec;
    this.hadoop = hadoop;
  }

  @Override
  public Iterator<InputSlice> call(InputFile file) throws IOException {
    Dump dump = new Dump(new HadoopInput(file, hadoop.value().value()), spec.pageCharacters());
    DumpHead head = dump.head();
    return dump.slices(head, spec.splitBytes()).stream()
        .map(slice -> new InputSlice(file, head, slice))
        .iterator();
  }
}
