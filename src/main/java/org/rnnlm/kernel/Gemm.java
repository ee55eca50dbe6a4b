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
    openblas.cblas_sgemm(
        openblas.CblasRowMajor,
        transposeA ? openblas.CblasTrans : openblas.CblasNoTrans,
        transposeB ? openblas.CblasTrans : openblas.CblasNoTrans,
        m,
        n,
        k,
        1f,
        a,
        transposeA ? m : k,
        b,
        transposeB ? k : n,
        beta,
        c,
        n);
  }
}
