package org.rnnlm.prep.records;

import java.io.Closeable;
import java.util.Iterator;
import org.rnnlm.io.DataException;

/**
 * The records of a range of a file, in its order. Flawed records come out as such; where the file
 * itself cannot be read {@link DataException} is thrown. Not for several threads.
 */
public interface RecordReader extends Iterator<TextRecord>, Closeable {}
