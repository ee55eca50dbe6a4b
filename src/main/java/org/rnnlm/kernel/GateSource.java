package org.rnnlm.kernel;

/** Where a cell reads a part of a step's pre-activations. */
interface GateSource {

  /** Reads a gate of a group, [sequences, hidden]. */
  void read(SequenceGroup group, int gate, float[] into);
}
