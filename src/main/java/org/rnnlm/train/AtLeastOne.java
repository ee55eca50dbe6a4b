package org.rnnlm.train;

/** Checks what there must be one of at least. */
final class AtLeastOne {
  private AtLeastOne() {}

  /**
   * @throws IllegalArgumentException if there is none
   */
  static void require(String name, int given) {
    if (given < 1) {
      throw new IllegalArgumentException(name + " is " + given + ", it must be at least 1");
    }
  }
}
