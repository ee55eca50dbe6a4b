package org.rnnlm.train;

import org.apache.spark.broadcast.Broadcast;

/** The way between machines: a broadcast there, and the results of tasks back. */
record BroadcastLink(Broadcast<RoundStart> broadcast) implements RoundLink {
  @Override
  public RoundStart start() {
    return broadcast.value();
  }

  @Override
  public WorkerEnd end(WorkerChunk chunk) {
    return chunk;
  }

  @Override
  public void close() {
    broadcast.destroy();
  }
}
