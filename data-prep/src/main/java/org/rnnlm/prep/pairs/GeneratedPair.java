package org.rnnlm.prep.pairs;

/** A source and its only right target. */
public record GeneratedPair(String source, String target) {}
