package org.rnnlm.prep.corpus;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes {@link TaggedSentences} as rows of a word, a space and its tag. */
public final class TaggedWriter {
  private TaggedWriter() {}

  /**
   * @param count how many
   * @param out not closed
   * @return how right readers can be
   */
  public static TagCeilings write(long count, long seed, OutputStream out) throws IOException {
    TaggedSentences sentences = new TaggedSentences(seed);
    TagCeilings ceilings = TagCeilings.NONE;
    for (long i = 0; i < count; i++) {
      TaggedSentence sentence = sentences.next();
      ceilings = ceilings.and(sentence);
      StringBuilder rows = new StringBuilder();
      for (int word = 0; word < sentence.words().size(); word++) {
        rows.append(sentence.words().get(word)).append(' ');
        rows.append(sentence.tags().get(word)).append('\n');
      }
      out.write(rows.append('\n').toString().getBytes(StandardCharsets.UTF_8));
    }
    return ceilings;
  }
}
