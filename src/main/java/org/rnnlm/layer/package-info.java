/**
 * The kernels as layers that any DL4J network can hold: token inputs, recurrent layers, a softmax
 * over tokens. Each is a configuration, which is what JSON and {@code model.zip} hold, and a
 * runtime, which computes. Imports DL4J, ND4J and the kernels, not Spark.
 *
 * <p>Token ids are given as [batch, 1, time], activations as DL4J has them, [batch, size, time]. In
 * memory these layers keep activations as their kernels want them and hand them on as views, so
 * that nothing is copied between two of them.
 */
package org.rnnlm.layer;
