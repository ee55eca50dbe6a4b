package org.rnnlm.kernel;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas;

/**
 * OpenBLAS's products of single-precision matrices, row by row in memory: C = op(A) op(B) + beta C.
 */
final class Gemm {
  private Gemm() {}

  /**
   * @param m rows of op(A) and of C
   * @param n columns of op(B) and of C
   * @param k columns of op(A), rows of op(B)
   */
  static void multiply(
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      FloatPointer a,
      FloatPointer b,
      float beta,
      FloatPointer c) {
    int strideA = transposeA ? m : k;
    int strideB = transposeB ? k : n;
    multiply(transposeA, transposeB, m, n, k, a, strideA, b, strideB, beta, c, n);
  }

  /** Does the same with parts of larger matrices, whose rows begin so many values apart. */
  static void multiply(
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      FloatPointer a,
      int strideA,
      FloatPointer b,
      int strideB,
      float beta,
      FloatPointer c,
      int strideC) {
    openblas.cblas_sgemm(
        openblas.CblasRowMajor,
        transposeA ? openblas.CblasTrans : openblas.CblasNoTrans,
        transposeB ? openblas.CblasTrans : openblas.CblasNoTrans,
        m,
        n,
        k,
        1f,
        a,
        strideA,
        b,
        strideB,
        beta,
        c,
        strideC);
  }
}
