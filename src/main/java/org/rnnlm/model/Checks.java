package org.rnnlm.model;

/** Checks of a specification's values. */
final class Checks {
  private Checks() {}

  static void require(boolean condition, String name, Number given, String allowed) {
    if (!condition) {
      throw new IllegalArgumentException(name + " is " + given + ", it must be " + allowed);
    }
  }
}
