package org.rnnlm.prep.corpus;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;

/** Writes generated sentences as rows of a word, a space and its tag. */
public final class TaggedWriter {
  private TaggedWriter() {}

  /**
   * @param sentences at least so many
   * @param count how many
   * @param out not closed
   * @return how right readers of {@link TaggedSentences} can be
   */
  public static TagCeilings write(Iterator<TaggedSentence> sentences, long count, OutputStream out)
      throws IOException {
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
