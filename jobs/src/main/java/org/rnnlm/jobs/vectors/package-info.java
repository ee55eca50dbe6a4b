/** Vectors of words from a prepared corpus, by Spark's own Word2Vec. */
package org.rnnlm.jobs.vectors;
