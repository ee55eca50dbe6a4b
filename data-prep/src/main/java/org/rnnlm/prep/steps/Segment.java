package org.rnnlm.prep.steps;

import java.io.Serializable;
import org.rnnlm.shard.TokenSequence;

/**
 * A stretch of one article's tokens that lies in one shard, or a sequence of them.
 *
 * @param article id
 * @param label id of its class, or {@link TokenSequence#NO_LABEL}
 * @param tokens ids. Not copied
 */
record Segment(long article, int label, int[] tokens) implements Serializable {}
