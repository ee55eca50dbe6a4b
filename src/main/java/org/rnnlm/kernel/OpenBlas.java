package org.rnnlm.kernel;

import java.util.List;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.openblas.global.openblas;

/** What is known of the OpenBLAS that is loaded, which has kernels for many processors. */
final class OpenBlas {
  /** Its kernels for AVX-512, by their symbols; those for other processors copy factors always. */
  private static final List<String> WITHOUT_COPYING =
      List.of("gotoblas_SKYLAKEX", "gotoblas_COOPERLAKE", "gotoblas_SAPPHIRERAPIDS");

  private static final boolean SMALL_PRODUCTS = find();

  private OpenBlas() {}

  /**
   * Returns whether it multiplies small matrices where they lie. Elsewhere it first copies both
   * factors into an order of its own, which takes as long as a product of few rows itself. This
   * depends on the processor alone, and on what the environment's OPENBLAS_CORETYPE makes of it.
   */
  static boolean multipliesSmallInPlace() {
    return SMALL_PRODUCTS;
  }

  private static boolean find() {
    Loader.load(openblas.class);
    Pointer chosen = Loader.addressof("gotoblas");
    if (chosen == null || chosen.isNull()) {
      return false; // a library for one processor, or none that can be asked
    }
    Pointer kernels = new PointerPointer<>(chosen).get(0);
    return kernels != null
        && WITHOUT_COPYING.stream().map(Loader::addressof).anyMatch(kernels::equals);
  }
}
