package org.rnnlm.prep.steps;

import java.io.Serializable;
import org.rnnlm.shard.Split;
import org.rnnlm.shard.TokenSequence;

/**
 * A kept article, or a sentence of one, as ids.
 *
 * @param id of the article
 * @param characters Unicode code points, and one for the end
 * @param label id of its class, or {@link TokenSequence#NO_LABEL}
 * @param tokens ids, END last. Not copied
 */
record EncodedDocument(long id, Split split, long characters, int label, int[] tokens)
    implements Serializable {}
