package org.rnnlm.layer;

import static org.assertj.core.api.Assumptions.assumeThat;

import org.rnnlm.kernel.Bf16Choice;
import org.rnnlm.kernel.KernelChoice;
import org.rnnlm.kernel.KernelSpec;
import org.rnnlm.kernel.Kernels;
import org.rnnlm.kernel.OneDnn;

/** The kernels that tests of layers go through, in f32. */
enum F32Kernels {
  ONEDNN,
  JAVA;

  KernelSpec spec() {
    if (this == ONEDNN) {
      assumeThat(OneDnn.failure()).as("why oneDNN cannot be used here").isEmpty();
    }
    return new KernelSpec(KernelChoice.valueOf(name()), Bf16Choice.OFF);
  }

  Kernels kernels() {
    return Kernels.of(spec());
  }
}
