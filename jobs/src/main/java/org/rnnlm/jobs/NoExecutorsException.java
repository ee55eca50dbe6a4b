package org.rnnlm.jobs;

import org.rnnlm.text.Text;

/** The cluster gave no executor for longer than a run may wait. */
final class NoExecutorsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NoExecutorsException(int seconds, Throwable cause) {
    super(
        Text.format(
            "there has been no executor for %,d seconds (train.executor-wait-seconds): look at the cluster, and at the logs of its last executors",
            seconds),
        cause);
  }
}
