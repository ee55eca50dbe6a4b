package org.rnnlm.prep.steps;

import java.io.Serializable;
import org.rnnlm.shard.Split;

/**
 * A kept article, or a sentence of one, as ids.
 *
 * @param id of the article
 * @param characters Unicode code points, and one for the end
 * @param tokens ids, END last. Not copied
 */
record EncodedDocument(long id, Split split, long characters, int[] tokens)
    implements Serializable {}
