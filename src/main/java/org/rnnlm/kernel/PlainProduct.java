package org.rnnlm.kernel;

import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.FloatPointer;

/** C = op(A) op(B) + beta C of dense matrices in single precision, rows one after the other. */
@FunctionalInterface
interface PlainProduct {
  /**
   * @param m rows of op(A) and of C
   * @param n columns of op(B) and of C
   * @param k columns of op(A), rows of op(B)
   */
  void multiply(
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      FloatPointer a,
      FloatPointer b,
      float beta,
      FloatPointer c);

  /** Returns that of OpenBLAS. */
  static PlainProduct ofOpenBlas() {
    return Gemm::multiply;
  }

  /** Returns that of oneDNN, which makes its code for the processor that it finds. */
  static PlainProduct ofOneDnn() {
    return (transposeA, transposeB, m, n, k, a, b, beta, c) ->
        OneDnn.check(
            dnnl.dnnl_sgemm(
                (byte) (transposeA ? 'T' : 'N'),
                (byte) (transposeB ? 'T' : 'N'),
                m,
                n,
                k,
                1,
                a,
                transposeA ? m : k,
                b,
                transposeB ? k : n,
                beta,
                c,
                n),
            "product");
  }
}
