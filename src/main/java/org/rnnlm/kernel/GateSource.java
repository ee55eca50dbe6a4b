package org.rnnlm.kernel;

/** Where a cell reads a part of a step's pre-activations. */
interface GateSource {

  /**
   * Reads the gates of a group, sequence by sequence, as they lie in memory.
   *
   * @param into [gate][sequences, hidden]
   */
  void read(SequenceGroup group, float[][] into);
}
