package org.rnnlm.kernel;

/** Checks of sizes at the edge of the package. */
final class Sizes {
  private Sizes() {}

  static void atLeastOne(String name, int given) {
    if (given < 1) {
      throw new IllegalArgumentException(name + " is " + given + ", it must be at least 1");
    }
  }

  static void holds(String name, long capacity, long needed) {
    if (capacity < needed) {
      throw new IllegalArgumentException(
          name + " has " + capacity + " values where " + needed + " are needed");
    }
  }
}
