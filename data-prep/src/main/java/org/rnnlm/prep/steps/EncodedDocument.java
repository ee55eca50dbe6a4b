package org.rnnlm.prep.steps;

import java.io.Serializable;
import org.rnnlm.shard.Split;
import org.rnnlm.shard.TokenSequence;

/**
 * A kept article, or a sentence of one, as ids.
 *
 * @param id of the article
 * @param source index of its file, which tells apart articles of one id
 * @param characters Unicode code points, and one for the end
 * @param label id of its class, or {@link TokenSequence#NO_LABEL}
 * @param tokens ids, END last. Not copied
 */
record EncodedDocument(long id, int source, Split split, long characters, int label, int[] tokens)
    implements Serializable {}
