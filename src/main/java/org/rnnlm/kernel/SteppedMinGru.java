package org.rnnlm.kernel;

/**
 * Computes {@link Cell#MIN_GRU} by the equations of Feng et al., arXiv 2410.01201, section 3.1,
 * with the g of their appendix B, which keeps states above zero. They are computed as they stand,
 * one step after the other, and not in the logarithms that the paper's parallel scan needs: a
 * processor's core has no use for the scan. ⊙ is the product value by value, σ the logistic
 * function, h the state before the step:
 *
 * <pre>
 * z  = σ(x W_z + b_z)
 * n  = g(x W_n + b_n)         g(a) = a + 0.5 where a is above 0, otherwise σ(a)
 * h' = (1 - z) ⊙ h + z ⊙ n
 * </pre>
 */
final class SteppedMinGru extends SteppedCell {
  private static final int UPDATE = 0;
  private static final int CANDIDATE = 1;

  private final boolean training;
  private final float[][] gates; // [gate][values], activated, of the step and the group at hand
  private final float[][] ofGates; // gradients of their sums
  private final PositiveCandidate candidates;

  SteppedMinGru(RecurrentShape shape) {
    super(shape);
    training = shape.training();
    gates = arrays(2);
    ofGates = arrays(2);
    candidates = new PositiveCandidate(array());
  }

  @Override
  void forward(int step, SequenceGroup group, StepGates given, float[] before, float[] after) {
    int values = group.values();
    float[] update = gates[UPDATE];
    float[] candidate = gates[CANDIDATE];
    given.input().read(group, gates);
    SteppedLoops.sigmoid(update, values);
    candidates.of(candidate, values);
    for (int i = 0; i < values; i++) {
      after[i] = before[i] + update[i] * (candidate[i] - before[i]);
    }
    if (training) {
      given.kept().keep(group, gates);
    }
  }

  @Override
  void backward(
      int step, SequenceGroup group, float[] gradient, float[] before, StepGradients given) {
    int values = group.values();
    given.kept().readKept(group, gates);
    float[] update = gates[UPDATE];
    float[] candidate = gates[CANDIDATE];
    float[] ofUpdate = ofGates[UPDATE];
    float[] ofCandidate = ofGates[CANDIDATE];
    for (int i = 0; i < values; i++) {
      ofUpdate[i] = gradient[i] * (candidate[i] - before[i]) * update[i] * (1 - update[i]);
    }
    for (int i = 0; i < values; i++) {
      ofCandidate[i] = gradient[i] * update[i];
    }
    PositiveCandidate.multiplySlope(ofCandidate, candidate, values);
    for (int i = 0; i < values; i++) {
      gradient[i] *= 1 - update[i];
    }
    addBias(UPDATE, ofUpdate, values);
    addBias(CANDIDATE, ofCandidate, values);
    given.ofInput().write(group, ofGates);
  }
}
