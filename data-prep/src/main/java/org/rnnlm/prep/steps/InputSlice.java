package org.rnnlm.prep.steps;

import java.io.Serializable;
import org.rnnlm.prep.dump.DumpHead;
import org.rnnlm.prep.dump.Slice;

/**
 * What one task reads of a dump.
 *
 * @param slice of the file; all of it where it cannot be cut
 */
record InputSlice(InputFile file, DumpHead head, Slice slice) implements Serializable {}
