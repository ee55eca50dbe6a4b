package org.rnnlm.kernel;

/** Which implementation of the kernels a user asks for. */
public enum KernelChoice {
  /** oneDNN where it loads, Java otherwise. */
  AUTO,
  ONEDNN,
  /** Java, on the matrix products of OpenBLAS. */
  JAVA
}
