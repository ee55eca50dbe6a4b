package org.rnnlm.kernel;

import java.lang.ref.Cleaner;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Native things that are owned together and freed together, the last first: when closed, or, should
 * that be forgotten, some time after nothing refers to them any more.
 */
final class Resources implements AutoCloseable {
  private static final Cleaner CLEANER = Cleaner.create();

  private final Frees frees = new Frees();
  private final Cleaner.Cleanable cleanable = CLEANER.register(this, frees);

  /** Takes over a thing. The action that frees it must not refer to these resources. */
  <T> T own(T thing, Runnable free) {
    frees.actions.push(free);
    return thing;
  }

  /** Native code would use memory that is not there any more. */
  void checkOpen() {
    if (frees.done) {
      throw new IllegalStateException("this kernel is closed");
    }
  }

  @Override
  public void close() {
    cleanable.clean();
  }

  private static final class Frees implements Runnable {
    private final Deque<Runnable> actions = new ArrayDeque<>();
    private boolean done;

    @Override
    public void run() {
      done = true;
      while (!actions.isEmpty()) {
        actions.pop().run();
      }
    }
  }
}
