/**
 * Writes a small synthetic encyclopedia as a MediaWiki dump whose articles' probabilities are known
 * exactly: the corpus of the quickstart, and the oracle that says how low a model's loss can go;
 * and labelled reviews of which is known how many a classifier can tell.
 *
 * <p>Plain Java: it may import java.io, java.util and commons-compress, nothing of Spark or Hadoop,
 * and no other package of this project.
 */
package org.rnnlm.prep.corpus;
