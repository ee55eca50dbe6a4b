package org.rnnlm.prep.table;

import java.io.Serializable;
import org.rnnlm.io.StoredFile;

/** A part that was written, and what was counted of it. */
record PartResult(TablePart part, StoredFile file, PartTally tally) implements Serializable {}
