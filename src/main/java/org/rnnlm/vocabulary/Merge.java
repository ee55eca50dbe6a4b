package org.rnnlm.vocabulary;

/**
 * Two tokens that become one where they meet.
 *
 * @param left id of the first
 * @param right id of the second
 */
public record Merge(int left, int right) {}
