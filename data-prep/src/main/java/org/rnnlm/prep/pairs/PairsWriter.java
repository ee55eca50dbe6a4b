package org.rnnlm.prep.pairs;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes generated pairs as TSV: source, tab, target, a pair a line. */
public final class PairsWriter {
  private PairsWriter() {}

  /** Writes pairs, a line each; the same task, count and seed give the same bytes. */
  public static void write(PairTask task, int count, long seed, OutputStream out)
      throws IOException {
    if (count < 1) {
      throw new IllegalArgumentException(count + " pairs; there must be at least 1");
    }
    StringBuilder lines = new StringBuilder();
    for (int number = 0; number < count; number++) {
      GeneratedPair pair = task.pair(seed, number);
      lines.append(pair.source()).append('\t').append(pair.target()).append('\n');
      if (lines.length() > 1 << 16 || number == count - 1) {
        out.write(lines.toString().getBytes(StandardCharsets.UTF_8));
        lines.setLength(0);
      }
    }
  }
}
