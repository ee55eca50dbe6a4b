package org.rnnlm.prep.steps;

import java.io.Closeable;
import java.util.Iterator;

/**
 * The rows of a slice of the input, in its order, their numbers yet to be given. Where a file
 * cannot be read {@link org.rnnlm.io.DataException} is thrown. Not for several threads.
 */
public interface TableRows extends Iterator<TableRow>, Closeable {}
