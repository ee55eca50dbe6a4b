/**
 * Recurrent cells and the softmax output over whole sequences, forward and backward, on oneDNN or
 * on OpenBLAS and Java. Knows native memory and those two libraries, and neither DL4J nor ND4J:
 * layers hand it pointers.
 *
 * <p>A kernel is made for one shape, owns all native memory it works in, and frees it when it is
 * closed. It belongs to one thread.
 *
 * <h2>What is asked for</h2>
 *
 * {@link Kernels}, {@link KernelSpec}, {@link KernelChoice}, {@link Bf16Choice}, {@link Precision},
 * {@link KernelForm}, {@link Path}, {@link KernelPlan}, {@link KernelTrial}, {@link KernelShapes},
 * {@link TimedKernel}, {@link TimedLayer}, {@link TimedRecurrent}, {@link TimedSoftmax}, {@link
 * CorePeak}.
 *
 * <h2>Cells, their shapes and parameters</h2>
 *
 * {@link Cell}, {@link RecurrentShape}, {@link Passes}, {@link CellParameters}, {@link CellState},
 * {@link GateOrder}, {@link RecurrentKernel}, {@link MaskedRecurrentKernel}.
 *
 * <h2>Cells step by step in Java</h2>
 *
 * {@link SteppedRecurrent}, {@link SteppedCell}, {@link SteppedSimpleRnn}, {@link SteppedLstm},
 * {@link SteppedGru}, {@link SteppedLoops}, {@link StepGates}, {@link StepGradients}, {@link
 * GateSource}, {@link SteppedOneHot}, {@link Steps}, {@link SequenceGroup}, {@link SteppedGates},
 * {@link RecurrentProducts}, {@link OneDnnProducts}, {@link OneDnnGradientProducts}, {@link
 * WeightGradients}, {@link OpenBlasProducts}, {@link RightFactor}, {@link Panels}, {@link
 * TurnedFactor}.
 *
 * <p>Those that do not wait for the step before: {@link SteppedMinGru}, {@link SteppedMinLstm},
 * {@link PositiveCandidate}, {@link SteppedQrnn}, {@link PairedInput}.
 *
 * <h2>What else residual blocks compute</h2>
 *
 * {@link RmsNormalization}, {@link FeedForward}, {@link FeedForwardParameters}.
 *
 * <h2>Cells as oneDNN's primitives</h2>
 *
 * {@link OneDnnRecurrent}, {@link OneDnnBackward}, {@link RecurrentDescriptions}, {@link
 * OneDnnCell}, {@link OneDnnSimpleRnn}, {@link OneDnnLstm}, {@link OneDnnGru}, {@link
 * OneDnnWeights}, {@link OneDnnGradients}, {@link OneDnnSequence}, {@link OneDnnState}, {@link
 * OneDnnStateGradient}, {@link OneDnnInputGradient}.
 *
 * <h2>The softmax output</h2>
 *
 * {@link SoftmaxKernel}, {@link SoftmaxShape}, {@link SoftmaxParameters}, {@link BlockedSoftmax},
 * {@link SoftmaxBlock}, {@link OneDnnSoftmaxBlock}, {@link OneDnnSoftmaxWeights}, {@link
 * PortableSoftmaxBlock}, {@link SoftmaxClusters}, {@link AdaptiveSoftmax}, {@link SoftmaxTail},
 * {@link ColumnSoftmax}, {@link ClusterVectors}, {@link Exponentials}, {@link TokenRanks}, {@link
 * TokenInformation}, {@link Entropy}.
 *
 * <h2>The libraries and their memory</h2>
 *
 * {@link OneDnn}, {@link DnnlContext}, {@link Primitive}, {@link MatrixProduct}, {@link Factor},
 * {@link Gemm}, {@link OpenBlas}, {@link NativeMemory}, {@link Scratchpad}, {@link Resources},
 * {@link Sizes}.
 *
 * <h2>Steps of optimizers</h2>
 *
 * {@link AdamStep}, and of tables whose rows wait while nobody reads them {@link AdamRows}, {@link
 * LateRows}, {@link WaitingSteps}; {@link RmsProp}, {@link GradientDescent}, {@link DynamicStep}.
 *
 * <h2>Arrays</h2>
 *
 * {@link Vectors}, {@link Distance}.
 */
package org.rnnlm.kernel;
