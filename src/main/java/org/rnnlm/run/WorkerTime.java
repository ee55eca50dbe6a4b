package org.rnnlm.run;

import java.io.Serializable;

/**
 * Where a worker's round went, in seconds.
 *
 * @param start to take up the round's parameters and make the network
 * @param read sequences from shards
 * @param train on them
 * @param end to take the results out, and store what the worker keeps
 */
public record WorkerTime(double start, double read, double train, double end)
    implements Serializable {
  public double total() {
    return start + read + train + end;
  }
}
