package org.rnnlm.kernel;

import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas;

/** Products of single-precision matrices, row by row in memory: C = op(A) op(B) + beta C. */
enum Gemm {
  ONEDNN {
    @Override
    void multiply(
        boolean transposeA,
        boolean transposeB,
        int m,
        int n,
        int k,
        FloatPointer a,
        FloatPointer b,
        float beta,
        FloatPointer c) {
      OneDnn.check(
          dnnl.dnnl_sgemm(
              letter(transposeA),
              letter(transposeB),
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
              n),
          "matrix product");
    }
  },
  OPENBLAS {
    @Override
    void multiply(
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
  };

  /**
   * @param m rows of op(A) and of C
   * @param n columns of op(B) and of C
   * @param k columns of op(A), rows of op(B)
   */
  abstract void multiply(
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      FloatPointer a,
      FloatPointer b,
      float beta,
      FloatPointer c);

  private static byte letter(boolean transposed) {
    return (byte) (transposed ? 'T' : 'N');
  }
}
