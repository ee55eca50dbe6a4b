/**
 * Reads MediaWiki XML dumps, page by page. Plain Java: may import StAX and the decompressors, but
 * neither Spark nor Hadoop nor any other package of this project.
 */
package org.rnnlm.prep.dump;
