/**
 * Vectors of words in the text formats of word2vec and GloVe: reading and writing. Imports {@code
 * io}, {@code vocabulary} and Hadoop's file systems, neither Spark nor DL4J.
 */
package org.rnnlm.vectors;
