package org.rnnlm.prep.dump;

/** The XML is well-formed but not what a dump holds; {@link DumpReader} adds file and place. */
final class UnexpectedContentException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String advice;

  /**
   * @param advice what the user can do about it
   */
  UnexpectedContentException(String problem, String advice) {
    super(problem);
    this.advice = advice;
  }

  String advice() {
    return advice;
  }
}
