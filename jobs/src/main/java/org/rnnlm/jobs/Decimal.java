package org.rnnlm.jobs;

import org.rnnlm.text.Text;

/** Numbers with six places, written many times as fast as by a format. */
final class Decimal {
  private static final long SCALE = 1_000_000;
  private static final double MOST = 1e9; // beyond it a format has to do

  private Decimal() {}

  static String ofSix(double value) {
    if (!(Math.abs(value) < MOST)) {
      return Text.format("%.6f", value);
    }
    long scaled = Math.round(Math.abs(value) * SCALE);
    StringBuilder text = new StringBuilder(16);
    if (value < 0 && scaled > 0) {
      text.append('-');
    }
    text.append(scaled / SCALE).append('.');
    String rest = Long.toString(SCALE + scaled % SCALE);
    return text.append(rest, 1, rest.length()).toString();
  }
}
