package org.rnnlm.mlflow;

/** Which files of a run MLflow's server gets. */
public enum MlflowFiles {
  /** None. */
  NONE,
  /** The report, the settings, the metrics and the samples, when a sitting ends. */
  REPORT,
  /** Those, and the best checkpoint. */
  CHECKPOINT
}
