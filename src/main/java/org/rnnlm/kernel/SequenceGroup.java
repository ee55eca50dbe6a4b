package org.rnnlm.kernel;

import java.util.ArrayList;
import java.util.List;

/**
 * Sequences of a batch that are computed together in a step: so few that what a cell needs of them
 * stays in a core's nearest caches, and does not drive the weights out of them.
 *
 * @param index of the group among those of the batch
 * @param first of its sequences
 * @param sequences in it
 * @param units of each
 */
record SequenceGroup(int index, int first, int sequences, int units) {
  /** A dozen arrays of as many floats leave room in the second cache for weights. */
  private static final int MOST_VALUES = 2048;

  /** Returns the groups of a batch, all but the last equally large. */
  static List<SequenceGroup> of(RecurrentShape shape) {
    int most = Math.max(1, MOST_VALUES / shape.hiddenSize());
    int count = (shape.batch() + most - 1) / most;
    int size = (shape.batch() + count - 1) / count;
    List<SequenceGroup> groups = new ArrayList<>();
    for (int first = 0; first < shape.batch(); first += size) {
      int sequences = Math.min(size, shape.batch() - first);
      groups.add(new SequenceGroup(groups.size(), first, sequences, shape.hiddenSize()));
    }
    return List.copyOf(groups);
  }

  /** Returns how many values a state of the group has. */
  int values() {
    return sequences * units;
  }

  /** Returns where they begin in a state of the batch, [batch, hidden]. */
  int start() {
    return first * units;
  }
}
