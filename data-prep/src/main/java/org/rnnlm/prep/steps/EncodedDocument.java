package org.rnnlm.prep.steps;

import java.io.Serializable;
import java.util.List;
import org.rnnlm.shard.Split;
import org.rnnlm.shard.TokenSequence;

/**
 * A kept article, or a sentence of one, as ids.
 *
 * @param id of the article
 * @param source index of its file, which tells apart articles of one id
 * @param characters Unicode code points, and one for the end
 * @param label id of its class, or {@link TokenSequence#NO_LABEL}
 * @param tokens ids, END last if the document ends here. Not copied
 * @param tags ids of the tags of all tokens but END; none where words are not tagged. Not copied
 * @param words as the text has them, one for each tag; none where words are not tagged
 * @param repaired whether its tags broke their scheme
 * @param portion of a long text that this is
 */
record EncodedDocument(
    long id,
    int source,
    Split split,
    long characters,
    int label,
    int[] tokens,
    int[] tags,
    List<String> words,
    boolean repaired,
    Portion portion)
    implements Serializable {

  /** Makes a document without tags that is whole. */
  EncodedDocument(long id, int source, Split split, long characters, int label, int[] tokens) {
    this(id, source, split, characters, label, tokens, Portion.WHOLE);
  }

  /** Makes a document without tags. */
  EncodedDocument(
      long id, int source, Split split, long characters, int label, int[] tokens, Portion portion) {
    this(
        id,
        source,
        split,
        characters,
        label,
        tokens,
        TokenSequence.NO_TAGS,
        List.of(),
        false,
        portion);
  }
}
