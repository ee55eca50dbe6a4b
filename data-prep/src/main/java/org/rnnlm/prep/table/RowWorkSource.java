package org.rnnlm.prep.table;

import java.io.Serializable;

/** Makes what works on rows, once in each task. */
@FunctionalInterface
public interface RowWorkSource extends Serializable {
  RowWork open();
}
