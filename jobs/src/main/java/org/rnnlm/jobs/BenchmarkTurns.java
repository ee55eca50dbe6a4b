package org.rnnlm.jobs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.rnnlm.kernel.Bf16Choice;
import org.rnnlm.kernel.KernelSpec;
import org.rnnlm.kernel.Precision;
import org.rnnlm.train.StepBenchmark;
import org.rnnlm.train.StepBenchmark.Stretch;

/** The turns of one contestant of a benchmark: as many workers as asked for, a thread each. */
final class BenchmarkTurns implements AutoCloseable {
  private final StepBenchmark.Spec spec;
  private final List<ExecutorService> threads = new ArrayList<>();
  private final List<StepBenchmark> workers = new ArrayList<>();
  private final List<Stretch> turns = new ArrayList<>();

  BenchmarkTurns(StepBenchmark.Spec spec, int workerCount) {
    this.spec = spec;
    for (int i = 0; i < workerCount; i++) {
      ExecutorService thread = Executors.newSingleThreadExecutor(BenchmarkTurns::daemon);
      threads.add(thread);
      workers.add(result(thread.submit(() -> new StepBenchmark(spec))));
    }
  }

  /** A failure elsewhere must not keep the process alive. */
  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "benchmark");
    thread.setDaemon(true);
    return thread;
  }

  void warmUp(double seconds) {
    run(seconds);
  }

  void take(double seconds) {
    turns.add(together(run(seconds)));
  }

  private List<Stretch> run(double seconds) {
    List<Future<Stretch>> running = new ArrayList<>();
    for (int i = 0; i < workers.size(); i++) {
      StepBenchmark worker = workers.get(i);
      running.add(threads.get(i).submit(() -> worker.run(seconds)));
    }
    return running.stream().map(BenchmarkTurns::result).toList();
  }

  /** Speeds add up; the parts of a step are the first worker's. */
  private static Stretch together(List<Stretch> stretches) {
    Stretch first = stretches.get(0);
    return new Stretch(
        first.steps(),
        stretches.stream().mapToDouble(Stretch::tokensPerSecond).sum(),
        first.cellMilliseconds(),
        first.outputMilliseconds(),
        first.updaterMilliseconds(),
        first.restMilliseconds());
  }

  private static <T> T result(Future<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException known) {
        throw known;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Returns the turn in the middle, by speed. */
  Stretch median() {
    return turns.stream()
        .sorted(Comparator.comparingDouble(Stretch::tokensPerSecond))
        .skip(turns.size() / 2)
        .findFirst()
        .orElseThrow();
  }

  double tokensPerSecond() {
    return median().tokensPerSecond();
  }

  double lowest() {
    return turns.stream().mapToDouble(Stretch::tokensPerSecond).min().orElseThrow();
  }

  double highest() {
    return turns.stream().mapToDouble(Stretch::tokensPerSecond).max().orElseThrow();
  }

  double gigaflops() {
    return tokensPerSecond() * spec.operationsPerToken() / 1e9;
  }

  int workers() {
    return workers.size();
  }

  /** Returns the one whose best product is the measure. */
  Precision precision() {
    KernelSpec kernels = spec.compute().kernels();
    return kernels.bf16() == Bf16Choice.ON || kernels.plan().needsBf16()
        ? Precision.BF16
        : Precision.F32;
  }

  @Override
  public void close() {
    for (int i = 0; i < threads.size(); i++) {
      StepBenchmark worker = workers.get(i);
      Callable<Boolean> closing =
          () -> {
            worker.close();
            return true;
          };
      result(threads.get(i).submit(closing));
      threads.get(i).shutdown();
    }
  }
}
