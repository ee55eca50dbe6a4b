package org.rnnlm.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Work at one name is done one after the other, and nothing is kept of it. */
class TurnsTest {
  private final Turns turns = new Turns();

  @Test
  void whoComesSecondToANameWaitsAndOthersDoNot() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(3);
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    List<String> order = new ArrayList<>();
    Future<Boolean> first =
        threads.submit(
            () ->
                turns.take(
                    "a",
                    () -> {
                      begun.countDown();
                      awaited(end);
                      return order.add("first");
                    }));
    begun.await();
    Future<Boolean> second = threads.submit(() -> turns.take("a", () -> order.add("second")));
    assertThat(turns.<Integer>take("b", () -> 7)).isEqualTo(7);
    assertThat(second.isDone()).isFalse();
    end.countDown();
    first.get(1, TimeUnit.MINUTES);
    second.get(1, TimeUnit.MINUTES);
    assertThat(order).containsExactly("first", "second");
    assertThat(turns.isIdle()).isTrue();
    threads.shutdown();
  }

  private static void awaited(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void anErrorOrAnInterruptionLeavesTheNameFree() {
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(
            () ->
                turns.take(
                    "a",
                    () -> {
                      throw new IllegalStateException("no");
                    }));
    Thread.currentThread().interrupt();
    assertThatExceptionOfType(CancellationException.class)
        .isThrownBy(() -> turns.take("a", () -> 1));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(turns.isIdle()).isTrue();
  }
}
