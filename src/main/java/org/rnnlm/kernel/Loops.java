package org.rnnlm.kernel;

/**
 * Operations over whole arrays, in loops that the compiler turns into vector instructions: from the
 * first element on, no branches, no calls.
 */
final class Loops {
  private Loops() {}

  static void add(float[] to, float[] a, int length) {
    for (int i = 0; i < length; i++) {
      to[i] += a[i];
    }
  }

  static void product(float[] a, float[] b, float[] into, int length) {
    for (int i = 0; i < length; i++) {
      into[i] = a[i] * b[i];
    }
  }

  static void addProduct(float[] to, float[] a, float[] b, int length) {
    for (int i = 0; i < length; i++) {
      to[i] += a[i] * b[i];
    }
  }
}
