package org.rnnlm.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DriverWorkTest {
  private final DriverWork work = new DriverWork();

  @AfterEach
  void close() {
    work.close();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void workIsDoneBesideWhoGaveItAndInOrder() {
    List<Integer> done = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch given = new CountDownLatch(1);
    work.begin(
        () -> {
          await(given); // would wait for ever in the same thread
          done.add(1);
        });
    assertThat(done).isEmpty();
    given.countDown();
    work.begin(() -> done.add(2));
    assertThat(done).startsWith(1);
    work.await();
    assertThat(done).containsExactly(1, 2);
  }

  @Test
  void whatWorkThrowsIsThrownOnceAndAsItIs() {
    work.begin(
        () -> {
          throw new ClaimLostException("another driver has it");
        });
    assertThatThrownBy(work::await).isExactlyInstanceOf(ClaimLostException.class);
    assertThatCode(work::await).doesNotThrowAnyException();

    work.begin(
        () -> {
          throw new OutOfMemoryError("no room");
        });
    assertThatThrownBy(() -> work.begin(() -> {})).isInstanceOf(OutOfMemoryError.class);
  }

  @Test
  void closingWaitsAndTellsWhatFailedBesideAnotherFailure() {
    List<String> done = Collections.synchronizedList(new ArrayList<>());
    work.begin(
        () -> {
          done.add("written");
          throw new IllegalStateException("in vain");
        });
    assertThatThrownBy(
            () -> {
              try (work) {
                throw new IllegalArgumentException("first");
              }
            })
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .satisfies(
            first ->
                assertThat(first.getSuppressed()[0]).isInstanceOf(IllegalStateException.class));
    assertThat(done).containsExactly("written");
  }

  @Test
  void anInterruptedThreadWaitsAllTheSameAndIsStillInterrupted() {
    CountDownLatch interrupted = new CountDownLatch(1);
    List<String> done = Collections.synchronizedList(new ArrayList<>());
    work.begin(
        () -> {
          await(interrupted);
          done.add("written");
        });
    Thread.currentThread().interrupt();
    interrupted.countDown();
    work.await();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(done).containsExactly("written");
  }
}
