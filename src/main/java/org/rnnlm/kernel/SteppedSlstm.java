package org.rnnlm.kernel;

import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * Computes {@link Cell#SLSTM} by the equations 8 to 17 of Beck et al., arXiv 2405.04517, with a
 * logistic forget gate. Their cell state c and normalizer n, both scaled by a stabilizer that drops
 * out of c / n, are kept here as what follows from them: the mean y = c / n, and the logarithm l of
 * the unscaled n, the weight that the mean has. So nothing can overflow, and no stabilizer is
 * needed. ⊙ is the product value by value, σ the logistic function, h, y and l are the states
 * before the step, R the matrices of the heads, each of which sees its own h alone:
 *
 * <pre>
 * z  = tanh(x W_z + h R_z + b_z)
 * f  = x W_f + h R_f + b_f
 * o  = σ(x W_o + h R_o + b_o)
 * i  = x W_i + h R_i + b_i
 * a  = l + log σ(f)             the logarithm of the weight that is kept
 * l' = log(e^a + e^i)
 * w  = e^i / (e^a + e^i)        the share of what is new
 * y' = y + w ⊙ (z - y)
 * h' = o ⊙ y'
 * </pre>
 *
 * <p>What the layer gives is h' normalized head by head ({@link HeadNormalization}), as their
 * blocks have it. Where nothing has been seen yet, which is the l that is 0 to the bit, l' is i and
 * y' is z; a logarithm that comes out as 0 is kept as the least number above it.
 */
final class SteppedSlstm extends SteppedCell {
  private static final int CANDIDATE = 0;
  private static final int FORGET = 1;
  private static final int OUTPUT = 2;
  private static final int INPUT = 3;
  private static final int GAIN = 4; // among the biases

  /** Vectors of the carried state, {@link CellState#cell}. */
  private static final int VECTORS = 2;

  private static final int MEAN = 0;
  private static final int WEIGHT = 1;

  /** The logarithm of a weight that no input is lighter than. */
  private static final float NOTHING = -1e30f;

  /** Makes a sign of any difference that is one, when it is cut at 1. */
  private static final float SIGN = 1e30f;

  private final int units;
  private final boolean training;
  private final float[][] gates; // [gate][values]: z, f, o, w of the step and the group at hand
  private final float[] kept; // [values]: a
  private final float[] powers; // [values]
  private final float[][][] means; // [steps + 1][group][values], from before the first step on
  private final float[][][] weights; // logarithms, the same
  private final float[][] meanGradients; // [group][values]
  private final float[][] weightGradients; // of logarithms
  private final float[][] ofGates; // gradients of the gates' sums
  private final Exponentials exponentials = new Exponentials();
  private final HeadNormalization normalization;

  SteppedSlstm(RecurrentShape shape) {
    super(shape);
    units = shape.hiddenSize();
    training = shape.training();
    gates = arrays(4);
    kept = array();
    powers = array();
    means = new float[shape.steps() + 1][][];
    weights = new float[shape.steps() + 1][][];
    for (int step = 0; step <= shape.steps(); step++) {
      means[step] = ofGroups();
      weights[step] = ofGroups();
    }
    meanGradients = ofGroups();
    weightGradients = ofGroups();
    ofGates = arrays(4);
    normalization = new HeadNormalization(array().length, shape.headSize());
  }

  @Override
  void begin(CellParameters parameters, FloatBuffer cellState) {
    takeBoth(cellState, means[0], weights[0]);
    normalization.begin(spread(parameters.bias().getPointer((long) GAIN * units)));
  }

  @Override
  void forward(int step, SequenceGroup group, StepGates given, float[] before, float[] after) {
    int values = group.values();
    readSums(group, given, gates);
    SteppedLoops.tanh(gates[CANDIDATE], gates[CANDIDATE], values);
    SteppedLoops.sigmoid(gates[OUTPUT], values);
    forget(weights[step][group.index()], values);
    weigh(weights[step + 1][group.index()], values);
    float[] mean = means[step + 1][group.index()];
    move(means[step][group.index()], mean, values);
    SteppedLoops.product(gates[OUTPUT], mean, after, values);
    if (training) {
      given.kept().keep(group, gates);
    }
  }

  /** Computes a; log σ(f) is min(f, 0) - log(1 + e^-|f|). */
  private void forget(float[] weight, int values) {
    float[] forget = gates[FORGET];
    for (int i = 0; i < values; i++) {
      powers[i] = Math.abs(forget[i]);
    }
    exponentials.ofNegated(powers, values);
    SteppedLoops.logOfOnePlus(powers, kept, values);
    for (int i = 0; i < values; i++) {
      kept[i] = weight[i] + (Math.min(0, forget[i]) - kept[i]);
    }
    for (int i = 0; i < values; i++) {
      if (weight[i] == 0) {
        kept[i] = NOTHING;
      }
    }
  }

  /** Computes l', and w where i was. */
  private void weigh(float[] weight, int values) {
    float[] share = gates[INPUT];
    for (int i = 0; i < values; i++) {
      powers[i] = Math.abs(kept[i] - share[i]);
    }
    exponentials.ofNegated(powers, values);
    SteppedLoops.logOfOnePlus(powers, weight, values);
    for (int i = 0; i < values; i++) {
      weight[i] = Math.max(kept[i], share[i]) + weight[i] + Float.MIN_NORMAL;
    }
    for (int i = 0; i < values; i++) {
      float sign = Math.max(-1, Math.min(1, SIGN * (share[i] - kept[i])));
      share[i] = 0.5f + sign * (1 / (1 + powers[i]) - 0.5f);
    }
  }

  private void move(float[] old, float[] mean, int values) {
    float[] candidate = gates[CANDIDATE];
    float[] share = gates[INPUT];
    for (int i = 0; i < values; i++) {
      mean[i] = old[i] + share[i] * (candidate[i] - old[i]);
    }
  }

  @Override
  float[] given(SequenceGroup group, float[] hidden) {
    return normalization.of(hidden, group.values());
  }

  @Override
  void givenBackward(SequenceGroup group, float[] hidden, float[] gradient) {
    addBias(GAIN, normalization.backward(hidden, gradient, group.values()), group.values());
  }

  @Override
  float[][] carried(int step, SequenceGroup group) {
    return new float[][] {means[step + 1][group.index()], weights[step + 1][group.index()]};
  }

  @Override
  void end(FloatBuffer cellState) {
    giveBoth(means[steps], weights[steps], cellState);
  }

  @Override
  void beginBackward(FloatBuffer ofCells) {
    super.beginBackward(ofCells);
    takeBoth(ofCells, meanGradients, weightGradients);
  }

  @Override
  float[][] carriedGradient(SequenceGroup group) {
    return new float[][] {meanGradients[group.index()], weightGradients[group.index()]};
  }

  @Override
  void backward(
      int step, SequenceGroup group, float[] gradient, float[] before, StepGradients given) {
    int values = group.values();
    given.kept().readKept(group, gates);
    float[] meanGradient = meanGradients[group.index()];
    float[] weightGradient = weightGradients[group.index()];
    float[] old = means[step][group.index()];
    outputGradient(gradient, means[step + 1][group.index()], values);
    SteppedLoops.addProduct(meanGradient, gradient, gates[OUTPUT], values);
    shareGradients(old, meanGradient, weightGradient, values);
    forgetGradient(weights[step][group.index()], weightGradient, values);
    candidateGradient(meanGradient, values);
    for (int gate = 0; gate < ofGates.length; gate++) {
      addBias(gate, ofGates[gate], values);
    }
    given.ofInput().write(group, ofGates);
    Arrays.fill(gradient, 0);
  }

  private void outputGradient(float[] gradient, float[] mean, int values) {
    float[] output = gates[OUTPUT];
    float[] of = ofGates[OUTPUT];
    for (int i = 0; i < values; i++) {
      of[i] = gradient[i] * mean[i] * output[i] * (1 - output[i]);
    }
  }

  /** Computes the gradient of i, and makes that of l' the one of a. */
  private void shareGradients(
      float[] old, float[] meanGradient, float[] weightGradient, int values) {
    float[] candidate = gates[CANDIDATE];
    float[] share = gates[INPUT];
    float[] of = ofGates[INPUT];
    for (int i = 0; i < values; i++) {
      float moved = meanGradient[i] * (candidate[i] - old[i]) * share[i] * (1 - share[i]);
      float whole = weightGradient[i];
      of[i] = moved + whole * share[i];
      weightGradient[i] = whole * (1 - share[i]) - moved;
    }
  }

  /** Computes the gradient of f; where nothing was before, neither it nor l has one. */
  private void forgetGradient(float[] weight, float[] ofKept, int values) {
    float[] forget = gates[FORGET];
    float[] of = ofGates[FORGET];
    for (int i = 0; i < values; i++) {
      if (weight[i] == 0) {
        ofKept[i] = 0;
      }
    }
    SteppedLoops.sigmoid(forget, values);
    for (int i = 0; i < values; i++) {
      of[i] = ofKept[i] * (1 - forget[i]);
    }
  }

  /** Computes the gradient of z, and hands that of y on. */
  private void candidateGradient(float[] meanGradient, int values) {
    float[] candidate = gates[CANDIDATE];
    float[] share = gates[INPUT];
    float[] of = ofGates[CANDIDATE];
    for (int i = 0; i < values; i++) {
      of[i] = meanGradient[i] * share[i] * (1 - candidate[i] * candidate[i]);
      meanGradient[i] *= 1 - share[i];
    }
  }

  @Override
  void endBackward(FloatBuffer ofCells) {
    giveBoth(meanGradients, weightGradients, ofCells);
  }

  private void takeBoth(FloatBuffer state, float[][] ofMeans, float[][] ofWeights) {
    for (SequenceGroup group : groups) {
      for (int i = 0; i < group.sequences(); i++) {
        int row = (group.first() + i) * VECTORS;
        state.get((row + MEAN) * units, ofMeans[group.index()], i * units, units);
        state.get((row + WEIGHT) * units, ofWeights[group.index()], i * units, units);
      }
    }
  }

  private void giveBoth(float[][] ofMeans, float[][] ofWeights, FloatBuffer state) {
    for (SequenceGroup group : groups) {
      for (int i = 0; i < group.sequences(); i++) {
        int row = (group.first() + i) * VECTORS;
        state.put((row + MEAN) * units, ofMeans[group.index()], i * units, units);
        state.put((row + WEIGHT) * units, ofWeights[group.index()], i * units, units);
      }
    }
  }
}
