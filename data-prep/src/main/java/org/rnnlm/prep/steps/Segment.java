package org.rnnlm.prep.steps;

import java.io.Serializable;

/**
 * A stretch of one article's tokens that lies in one shard, or a sequence of them.
 *
 * @param article id
 * @param tokens ids. Not copied
 */
record Segment(long article, int[] tokens) implements Serializable {}
