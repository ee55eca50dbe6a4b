package org.rnnlm.prep.records;

/** A row of a sentence that is none of its format. */
final class OddRowException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Flaw flaw;

  OddRowException(Flaw flaw) {
    super(flaw.name(), null, false, false); // there may be many
    this.flaw = flaw;
  }

  Flaw flaw() {
    return flaw;
  }
}
