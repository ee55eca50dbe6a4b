package org.rnnlm.mlflow;

/**
 * Which of a server's runs a run is, and what it was told: {@code mlflow.json} in the run's folder.
 *
 * @param server its address
 * @param id that the server calls the run by
 * @param files where the server keeps the run's files
 * @param rounds that it was told of, with the validations and epochs up to there
 */
record TrackedRun(String server, String id, String files, int rounds) {
  static final String FILE = "mlflow.json";

  TrackedRun toldOf(int upTo) {
    return new TrackedRun(server, id, files, upTo);
  }
}
