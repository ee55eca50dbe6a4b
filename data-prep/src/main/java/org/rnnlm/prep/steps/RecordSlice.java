package org.rnnlm.prep.steps;

import java.io.Serializable;
import org.rnnlm.prep.records.Range;

/** What one task reads of a file of records. */
record RecordSlice(InputFile file, Range range) implements Serializable {}
