package org.rnnlm.prep.steps;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.rnnlm.prep.records.Range;
import org.rnnlm.prep.records.TextPortions;

/** Cuts long text files into slices, a portion each, where reading may begin in their middle. */
record CutTexts(TextCut cut, Broadcast<SerializableConfiguration> hadoop)
    implements FlatMapFunction<InputFile, TextSlice> {

  @Override
  public Iterator<TextSlice> call(InputFile file) {
    List<Range> ranges = ranges(file);
    List<TextSlice> slices = new ArrayList<>();
    for (Range range : ranges) {
      Portion portion = new Portion(slices.size(), slices.size() == ranges.size() - 1);
      slices.add(new TextSlice(file, range, portion, ranges.size() == 1));
    }
    return slices.iterator();
  }

  private List<Range> ranges(InputFile file) {
    try {
      return TextPortions.ranges(
          new HadoopInput(file, hadoop.value().value()), cut.bytes(), cut.breaks());
    } catch (IOException e) {
      throw ReadTexts.unreadable(file, e);
    }
  }
}
