package org.rnnlm.prep.corpus;

/**
 * A generated review.
 *
 * @param text one or several sentences
 * @param positive what it says
 * @param labelledPositive what it is labelled as, which is the opposite in a known share of them
 */
public record Review(String text, boolean positive, boolean labelledPositive) {}
