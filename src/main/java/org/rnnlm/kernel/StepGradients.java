package org.rnnlm.kernel;

/**
 * What a cell computes a step's gradients from, and where they go to; the same memory where the
 * products need no other.
 *
 * @param kept what the forward pass kept
 * @param recurrent what it left of R h, where that stands apart
 * @param ofInput receives the gradients of W x + b
 * @param ofRecurrent receives those of R h, where the cell does not add the two
 */
record StepGradients(
    SteppedGates kept, SteppedGates recurrent, SteppedGates ofInput, SteppedGates ofRecurrent) {}
