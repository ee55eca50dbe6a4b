/**
 * Reads MediaWiki XML dumps, page by page. Plain Java: may import StAX and the decompressors, but
 * neither Spark nor Hadoop, and of this project only {@code org.rnnlm.io.DataException}.
 */
package org.rnnlm.prep.dump;
