/**
 * A run as MLflow tracks it: parameters, metrics, files and where its checkpoints are, sent to a
 * tracking server by MLflow's REST API (mlflow.org, "REST API", version 2.0).
 *
 * <p>It is spoken here, over the JDK's HTTP client, and not by MLflow's own Java client: the few
 * calls are shorter than what that one needs, which is 8 MB, no longer published with each release,
 * and cannot send a file without a Python on the machine. The package needs {@code run}, {@code
 * checkpoint} and {@code io}, and neither Spark nor DL4J.
 */
package org.rnnlm.mlflow;
