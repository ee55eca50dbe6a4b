package org.rnnlm.serve;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The pieces of all texts of a request, from the thread that computes to the one that answers. Who
 * wants them all at once is woken once, not for each token.
 */
final class AnswerParts implements Consumer<AnswerPart> {
  private final int seconds;
  private final long deadline;
  private final Queue<AnswerPart> parts = new ArrayDeque<>(); // guarded by this, as are these
  private int written; // texts that have not had their last piece
  private boolean refused;
  private boolean eachIsAwaited;

  private int told; // of the thread that answers: texts whose last piece it has not taken

  /**
   * @param texts of the request
   * @param seconds from now on until all must be there
   */
  AnswerParts(int texts, int seconds) {
    this.seconds = seconds;
    this.deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    this.written = texts;
    this.told = texts;
  }

  @Override
  public synchronized void accept(AnswerPart part) {
    parts.add(part);
    written -= part.isLast() ? 1 : 0;
    refused |= part.refusal().isPresent();
    if (eachIsAwaited || isComplete()) {
      notifyAll();
    }
  }

  private boolean isComplete() {
    return written <= 0 || refused;
  }

  /** Returns whether {@link #next} has anything to return, now or later. */
  boolean hasNext() {
    return told > 0;
  }

  /**
   * Waits for a piece and returns it.
   *
   * @throws Refusal if no further one comes, or not in time
   */
  synchronized AnswerPart next() throws InterruptedException {
    eachIsAwaited = true;
    while (parts.isEmpty()) {
      await();
    }
    eachIsAwaited = false; // while it is told nobody need be woken
    return taken();
  }

  /**
   * Waits for all pieces and returns them.
   *
   * @throws Refusal if some do not come, or not in time
   */
  synchronized List<AnswerPart> all() throws InterruptedException {
    while (!isComplete()) {
      await();
    }
    List<AnswerPart> all = new ArrayList<>();
    while (hasNext()) {
      all.add(taken());
    }
    return all;
  }

  private AnswerPart taken() {
    AnswerPart part = parts.remove();
    if (part.refusal().isPresent()) {
      throw part.refusal().get();
    }
    told -= part.isLast() ? 1 : 0;
    return part;
  }

  private void await() throws InterruptedException {
    long left = deadline - System.nanoTime();
    if (left <= 0) {
      throw Refusal.unavailable(
          "timeout", "the request took longer than " + seconds + " seconds; ask for less");
    }
    TimeUnit.NANOSECONDS.timedWait(this, left);
  }
}
