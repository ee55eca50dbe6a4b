package org.rnnlm.prep.steps;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.hadoop.conf.Configuration;
import org.rnnlm.prep.records.RecordSpec;
import org.rnnlm.prep.records.TaggedRows;

/** Files of tagged sentences on any Hadoop file system, written again with other tags. */
public final class TaggedFiles {
  private TaggedFiles() {}

  /**
   * Writes one again.
   *
   * @param wanted the format, or empty to tell it by the name
   * @param spec which columns hold words and tags
   * @param tagger returns a tag for each word of a sentence
   * @param out takes the lines, without their ends
   * @return whether it is of such a format; otherwise nothing was read
   * @throws org.rnnlm.io.DataException if there is no such file, or it is none of its format
   */
  public static boolean write(
      String path,
      Optional<InputFormat> wanted,
      RecordSpec spec,
      Configuration hadoop,
      UnaryOperator<List<String>> tagger,
      Consumer<String> out) {
    InputFiles files = InputFiles.of(List.of(path), wanted, false, hadoop);
    String format = files.format().key();
    if (!TaggedRows.canWrite(format)) {
      return false;
    }
    for (InputFile file : files.files()) {
      TaggedRows.write(new HadoopInput(file, hadoop), format, spec, tagger, out);
    }
    return true;
  }
}
