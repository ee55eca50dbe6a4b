package org.rnnlm.serve;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.rnnlm.generate.TextLanes;

/** Reads a text and keeps what all units did after each of its tokens. */
final class ActivationJob extends Job {
  private final int[] read;
  private final CompletableFuture<ActivationJob> done = new CompletableFuture<>();
  private final List<float[][]> states = new ArrayList<>(); // [token][layer][unit]
  private final double[] nats;
  private int position;

  ActivationJob(ServedModel model, int[] tokens) {
    this.read = model.mode().opened(tokens);
    this.nats = new double[tokens.length];
  }

  /** Returns what is done once the text is read, or fails with a refusal. */
  CompletableFuture<ActivationJob> done() {
    return done;
  }

  /** Returns the activations after each token, [token][layer][unit]. */
  List<float[][]> states() {
    return states;
  }

  /** Returns each token's surprisal. */
  double[] nats() {
    return nats;
  }

  @Override
  int[] tokens() {
    return new int[] {read[position]};
  }

  @Override
  boolean take(TextLanes lanes, int[] mine) {
    if (position > 0) {
      float[][] state = new float[lanes.layers()][];
      for (int layer = 0; layer < state.length; layer++) {
        state[layer] = lanes.hidden(layer, mine[0]);
      }
      states.add(state);
    }
    position++;
    if (position < read.length) {
      nats[position - 1] = -TextLanes.log(lanes.next(mine[0])[read[position]]);
      return true;
    }
    done.complete(this);
    return false;
  }

  @Override
  void fail(Refusal why) {
    done.completeExceptionally(why);
  }
}
