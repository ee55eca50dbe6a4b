package org.rnnlm.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InOrderTest {
  private final List<Integer> results = new ArrayList<>();
  private int given;

  private Optional<Integer> piece() {
    return given == 50 ? Optional.empty() : Optional.of(given++);
  }

  @Test
  void resultsComeInTheOrderOfThePiecesWhoeverIsLate() {
    CountDownLatch thirdIsDone = new CountDownLatch(1);
    new InOrder<Integer, Integer>(3, this::piece, results::add)
        .run(
            pieces -> {
              for (var next = pieces.take(); next.isPresent(); next = pieces.take()) {
                if (next.get().piece() == 0) {
                  thirdIsDone.await();
                }
                pieces.give(next.get(), next.get().piece() * 2);
                if (next.get().piece() == 2) {
                  thirdIsDone.countDown();
                }
              }
            });
    assertThat(results).isEqualTo(IntStream.range(0, 50).map(i -> i * 2).boxed().toList());
  }

  @Test
  void theFirstFailureEndsAll() {
    assertThatThrownBy(
            () ->
                new InOrder<Integer, Integer>(3, this::piece, results::add)
                    .run(
                        pieces -> {
                          for (var next = pieces.take(); next.isPresent(); next = pieces.take()) {
                            if (next.get().piece() == 7) {
                              throw new IllegalStateException("piece 7");
                            }
                            pieces.give(next.get(), next.get().piece());
                          }
                        }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("piece 7");
    assertThat(results).doesNotContain(7).hasSizeLessThan(50);
  }
}
