package org.rnnlm.kernel;

/** Whether a user wants products in bf16. */
public enum Bf16Choice {
  /** Where the processor multiplies bf16 faster than f32 (AMX), and does so rightly. */
  AUTO,
  /** Wherever the processor multiplies bf16 itself. */
  ON,
  OFF
}
