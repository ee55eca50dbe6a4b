/**
 * The kernels as layers that any DL4J network can hold: token inputs, recurrent layers, a softmax
 * over tokens, a chain over tags. Each is a configuration, which is what JSON and {@code model.zip}
 * hold, and a runtime, which computes. Imports DL4J, ND4J and the kernels, not Spark.
 *
 * <p>Token ids are given as [batch, 1, time], activations as DL4J has them, [batch, size, time]. In
 * memory these layers keep activations as their kernels want them and hand them on as views, so
 * that nothing is copied between two of them.
 *
 * <h2>What reads tokens</h2>
 *
 * {@link OneHotTokens}, {@link OneHotTokensRuntime}, {@link TokenEmbedding}, {@link
 * TokenEmbeddingRuntime}, {@link EmbeddingParameters}, {@link Tokens}; characters of words: {@link
 * CharacterReader}, {@link CharacterPass}, {@link CharacterConvolution}, {@link SpelledWords}.
 *
 * <h2>Recurrent layers</h2>
 *
 * {@link Recurrent}, {@link RecurrentRuntime}, {@link RecurrentParameters}, {@link
 * RecurrentDropout}, {@link WeightDrop}, {@link RecurrentKernels}, {@link CarriedState}, {@link
 * BidirectionalRecurrent}, {@link BidirectionalRuntime}, {@link CellLayer}.
 *
 * <h2>Residual blocks</h2>
 *
 * {@link ResidualBlock}, {@link ResidualRuntime}, {@link ResidualPass}, {@link ResidualParameters},
 * {@link BlockKernels}.
 *
 * <h2>Encoder and decoder</h2>
 *
 * {@link EncoderDecoder}, {@link EncoderDecoderRuntime}, {@link PairedParameters}, {@link
 * RecurrentKernels}, {@link SourceSteps}.
 *
 * <h2>What predicts</h2>
 *
 * {@link TokenSoftmax}, {@link TokenSoftmaxRuntime}, {@link SoftmaxLayerParameters}, {@link
 * AdaptiveParameters}, {@link ParameterShapes}, {@link TokenVectors}, {@link TiedVectors}, {@link
 * SequenceSummary}, {@link SequenceSummaryRuntime}, {@link Pooling}, {@link TagCrf}, {@link
 * TagCrfRuntime}, {@link TagCrfParameters}, {@link LinearChain}, {@link TagOutput}, {@link
 * TagChoices}, {@link ActivationPenalty}.
 *
 * <h2>What gates do</h2>
 *
 * {@link GateActivations}, {@link GateReader}.
 *
 * <h2>What they share</h2>
 *
 * {@link KernelLayers}, {@link KernelLayer}, {@link KernelCache}, {@link Instances}, {@link
 * InputDropout}, {@link LockedDropout}, {@link DropScales}, {@link StepMask}, {@link
 * SequenceArray}, {@link StepReversal}, {@link FlatArrays}, {@link SharedShapes}.
 *
 * <h2>The updater</h2>
 *
 * {@link FusedAdam}, {@link OwnGradientUpdater}, {@link Descent}, {@link DescentStep}; of
 * embeddings whose rows wait while no batch has them, {@link WaitingTable}, {@link RowTable} and
 * {@link LiveGradient}.
 */
package org.rnnlm.layer;
