package org.rnnlm.train;

import org.rnnlm.run.WorkerTime;

/** Shares out a worker's time: each call counts all since the one before. */
final class WorkerClock {
  private long last = System.nanoTime();
  private long start;
  private long read;
  private long train;
  private long end;

  void started() {
    start += lap();
  }

  void read() {
    read += lap();
  }

  void trained() {
    train += lap();
  }

  void ended() {
    end += lap();
  }

  private long lap() {
    long now = System.nanoTime();
    long lap = now - last;
    last = now;
    return lap;
  }

  WorkerTime time() {
    return new WorkerTime(start / 1e9, read / 1e9, train / 1e9, end / 1e9);
  }
}
