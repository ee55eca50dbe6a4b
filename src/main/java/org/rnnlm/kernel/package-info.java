/**
 * Recurrent cells and the softmax output over whole sequences, forward and backward, on oneDNN or
 * on OpenBLAS and Java. Knows native memory and those two libraries, and neither DL4J nor ND4J:
 * layers hand it pointers.
 *
 * <p>A kernel is made for one shape, owns all native memory it works in, and frees it when it is
 * closed. It belongs to one thread.
 */
package org.rnnlm.kernel;
