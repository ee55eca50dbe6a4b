package org.rnnlm.kernel;

/**
 * Computes {@link Cell#MIN_LSTM} by the equations of Feng et al., arXiv 2410.01201, section 3.2,
 * whose states do not grow with the length of a sequence, since the two gates' shares make one; g
 * is that of their appendix B. They are computed as they stand, one step after the other, and not
 * in logarithms ({@link SteppedMinGru} says why). ⊙ is the product value by value, σ the logistic
 * function, h the state before the step:
 *
 * <pre>
 * f  = σ(x W_f + b_f)
 * i  = σ(x W_i + b_i)
 * n  = g(x W_n + b_n)         g(a) = a + 0.5 where a is above 0, otherwise σ(a)
 * h' = f / (f + i) ⊙ h + i / (f + i) ⊙ n
 * </pre>
 *
 * With u and v the powers of e of the two gates' sums below zero, f / (f + i) is (1 + v) / (2 + u +
 * v): right also where both gates are next to shut, and the quotient of their values would be one
 * of rounding errors.
 */
final class SteppedMinLstm extends SteppedCell {
  private static final int FORGET = 0;
  private static final int INPUT = 1;
  private static final int CANDIDATE = 2;

  private final boolean training;
  private final float[][] gates; // [gate][values]: u, v and n of the step and the group at hand
  private final float[] kept; // [values], the share of the state before
  private final float[][] ofGates; // gradients of the gates' sums
  private final Exponentials exponentials = new Exponentials();
  private final PositiveCandidate candidates;

  SteppedMinLstm(RecurrentShape shape) {
    super(shape);
    training = shape.training();
    gates = arrays(3);
    kept = array();
    ofGates = arrays(3);
    candidates = new PositiveCandidate(array());
  }

  @Override
  void forward(int step, SequenceGroup group, StepGates given, float[] before, float[] after) {
    int values = group.values();
    float[] candidate = gates[CANDIDATE];
    given.input().read(group, gates);
    exponentials.ofNegated(gates[FORGET], values);
    exponentials.ofNegated(gates[INPUT], values);
    candidates.of(candidate, values);
    share(values);
    for (int i = 0; i < values; i++) {
      after[i] = candidate[i] + kept[i] * (before[i] - candidate[i]);
    }
    if (training) {
      given.kept().keep(group, gates);
    }
  }

  private void share(int values) {
    float[] u = gates[FORGET];
    float[] v = gates[INPUT];
    for (int i = 0; i < values; i++) {
      kept[i] = (1 + v[i]) / (2 + u[i] + v[i]);
    }
  }

  @Override
  void backward(
      int step, SequenceGroup group, float[] gradient, float[] before, StepGradients given) {
    int values = group.values();
    given.kept().readKept(group, gates);
    share(values);
    gateGradients(gradient, before, values);
    PositiveCandidate.multiplySlope(ofGates[CANDIDATE], gates[CANDIDATE], values);
    SteppedLoops.multiply(gradient, kept, values);
    for (int gate = 0; gate < ofGates.length; gate++) {
      addBias(gate, ofGates[gate], values);
    }
    given.ofInput().write(group, ofGates);
  }

  /** The share kept is σ(log f - log i), and (log f)' is u / (1 + u). */
  private void gateGradients(float[] gradient, float[] before, int values) {
    float[] u = gates[FORGET];
    float[] v = gates[INPUT];
    float[] candidate = gates[CANDIDATE];
    float[] ofForget = ofGates[FORGET];
    float[] ofInput = ofGates[INPUT];
    float[] ofCandidate = ofGates[CANDIDATE];
    for (int i = 0; i < values; i++) {
      float ofShare = gradient[i] * (before[i] - candidate[i]) * kept[i] * (1 - kept[i]);
      ofForget[i] = ofShare * u[i] / (1 + u[i]);
      ofInput[i] = -ofShare * v[i] / (1 + v[i]);
    }
    for (int i = 0; i < values; i++) {
      ofCandidate[i] = gradient[i] * (1 - kept[i]);
    }
  }
}
