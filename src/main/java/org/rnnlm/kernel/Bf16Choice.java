package org.rnnlm.kernel;

/** Whether a user wants products in bf16. */
public enum Bf16Choice {
  /** Where a trial finds it faster than f32, layer by layer; without a trial f32. */
  AUTO,
  /** Wherever the processor multiplies bf16 itself. */
  ON,
  OFF
}
