package org.rnnlm.kernel;

/** Whether a user wants products in bf16. */
public enum Bf16Choice {
  /** Where the processor multiplies bf16 itself, and does so rightly. */
  AUTO,
  ON,
  OFF
}
