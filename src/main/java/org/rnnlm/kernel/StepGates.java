package org.rnnlm.kernel;

/**
 * What a cell computes a step from, forward.
 *
 * @param input W x + b
 * @param recurrent R h; receives what the backward pass needs of that, where it stands apart
 * @param kept receives the activated gates, in training
 */
record StepGates(GateSource input, SteppedGates recurrent, SteppedGates kept) {}
