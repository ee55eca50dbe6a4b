package org.rnnlm.mlflow;

/** Says why a tracking server did not take something. */
final class TrackingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;

  /**
   * @param code of MLflow's; empty where the server gave none
   */
  TrackingException(String code, String message) {
    super(message);
    this.code = code;
  }

  TrackingException(String message, Throwable cause) {
    super(message, cause);
    this.code = "";
  }

  /** Returns whether the server says that there is no such thing. */
  boolean tellsOfNone() {
    return code.equals("RESOURCE_DOES_NOT_EXIST");
  }

  /** Returns whether the server says that there is such a thing already. */
  boolean tellsOfOne() {
    return code.equals("RESOURCE_ALREADY_EXISTS");
  }
}
