package org.rnnlm.prep.corpus;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/** Writes what {@link FloorTable} reads. */
final class FloorOutput {
  private final Writer out;

  FloorOutput(OutputStream out) throws IOException {
    this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    this.out.write(FloorTable.HEADER + "\n");
  }

  void row(ArticleText article) throws IOException {
    out.write(article.id() + "\t" + article.characters() + "\t" + article.logProbability() + "\n");
  }

  /** Flushes and leaves the output open. */
  void finish() throws IOException {
    out.flush();
  }
}
