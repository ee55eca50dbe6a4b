package org.rnnlm.prep.steps;

import java.io.Serializable;
import java.util.List;
import org.rnnlm.shard.TokenSequence;

/**
 * A stretch of one article's tokens that lies in one shard, or a sequence of them.
 *
 * @param article id
 * @param label id of its class, or {@link TokenSequence#NO_LABEL}
 * @param tokens ids. Not copied
 * @param tags of a tagged sentence, which no shard cuts; none of others. Not copied
 * @param words of a tagged sentence, as its text has them; none of others
 */
record Segment(long article, int label, int[] tokens, int[] tags, List<String> words)
    implements Serializable {

  /** Makes a stretch without tags. */
  Segment(long article, int label, int[] tokens) {
    this(article, label, tokens, TokenSequence.NO_TAGS, List.of());
  }
}
