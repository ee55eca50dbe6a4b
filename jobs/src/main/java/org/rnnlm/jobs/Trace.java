package org.rnnlm.jobs;

/** Whether a user asked, by RNNLM_TRACE=1, for the whole trace of every failure. */
final class Trace {
  private Trace() {}

  static boolean wanted() {
    return "1".equals(System.getenv("RNNLM_TRACE"));
  }
}
