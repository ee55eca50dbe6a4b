package org.rnnlm.kernel;

import static org.bytedeco.dnnl.global.dnnl.*;

import java.util.Optional;
import org.bytedeco.dnnl.dnnl_engine;
import org.bytedeco.dnnl.dnnl_version_t;
import org.rnnlm.text.Text;

/**
 * The oneDNN library (https://uxlfoundation.github.io/oneDNN), as far as this machine has it:
 * whether it loads, its one engine, what the processor can do.
 */
public final class OneDnn {
  private OneDnn() {}

  /** Loaded once, at the first question. */
  private static final class Library {
    private static final Optional<String> FAILURE;
    private static final dnnl_engine ENGINE = new dnnl_engine();

    static {
      FAILURE = load();
    }

    private static Optional<String> load() {
      try {
        check(dnnl_engine_create(ENGINE, dnnl_cpu, 0), "creating the engine");
        return Optional.empty();
      } catch (LinkageError | IllegalStateException e) {
        return Optional.of(e.toString());
      }
    }
  }

  /** Returns why the library cannot be used here; empty if it can. */
  public static Optional<String> failure() {
    return Library.FAILURE;
  }

  /** Returns whether the processor multiplies bf16 itself, be it slowly. */
  public static boolean hasBf16() {
    return failure().isEmpty() && has(dnnl_get_effective_cpu_isa(), dnnl_cpu_isa_avx512_core_bf16);
  }

  /** Version and instruction set in use, for people. */
  public static String description() {
    dnnl_version_t version = dnnl_version();
    return Text.format(
        "oneDNN %d.%d.%d, %s", version.major(), version.minor(), version.patch(), instructions());
  }

  private static String instructions() {
    int isa = dnnl_get_effective_cpu_isa();
    if (has(isa, dnnl_cpu_isa_avx512_core_amx)) {
      return "AVX-512 with AMX";
    }
    if (has(isa, dnnl_cpu_isa_avx512_core_bf16)) {
      return "AVX-512 with bf16";
    }
    if (has(isa, dnnl_cpu_isa_avx512_core)) {
      return "AVX-512";
    }
    return has(isa, dnnl_cpu_isa_avx2) ? "AVX2" : Text.format("instruction set 0x%x", isa);
  }

  private static boolean has(int isa, int wanted) {
    return (isa & wanted) == wanted;
  }

  static dnnl_engine engine() {
    failure()
        .ifPresent(
            reason -> {
              throw new IllegalStateException("oneDNN cannot be used here: " + reason);
            });
    return Library.ENGINE;
  }

  static void check(int status, String what) {
    if (status == dnnl_success) {
      return;
    }
    if (status == dnnl_out_of_memory) {
      throw new OutOfMemoryError("no native memory for oneDNN, " + what);
    }
    throw new IllegalStateException("oneDNN failed with status " + status + ", " + what);
  }
}
