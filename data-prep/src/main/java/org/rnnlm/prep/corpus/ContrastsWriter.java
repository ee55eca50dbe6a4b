package org.rnnlm.prep.corpus;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.rnnlm.text.Text;

/** Writes minimal pairs as JSON lines with the fields that BLiMP's have. */
public final class ContrastsWriter {
  private ContrastsWriter() {}

  /**
   * Writes the pairs of articles, as many as are asked for.
   *
   * @param firstArticle whose pairs come first; those before it may have been learnt
   * @param out takes the lines; flushed, not closed
   */
  public static void write(Contrasts contrasts, long firstArticle, int pairs, OutputStream out)
      throws IOException {
    Writer lines = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    int written = 0;
    for (long article = firstArticle; written < pairs; article++) {
      for (Contrast contrast : contrasts.of(article)) {
        if (written < pairs) {
          lines.write(line(contrast));
          written++;
        }
      }
    }
    lines.flush();
  }

  /** Texts are of letters, digits, spaces, few signs and line feeds. */
  private static String line(Contrast contrast) {
    return Text.format(
        "{\"sentence_good\":\"%s\",\"sentence_bad\":\"%s\",\"UID\":\"%s\","
            + "\"linguistics_term\":\"%s\"}\n",
        contrast.good().replace("\n", "\\n"),
        contrast.bad().replace("\n", "\\n"),
        Text.kebab(contrast.kind()),
        Text.kebab(contrast.kind().phenomenon()));
  }
}
