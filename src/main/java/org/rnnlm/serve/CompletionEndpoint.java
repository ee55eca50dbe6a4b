package org.rnnlm.serve;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** {@code POST /v1/completions}. */
final class CompletionEndpoint implements Endpoint {
  private final ServedModel model;
  private final ServeSpec spec;
  private final Batcher batcher;
  private final ServerCounters counters;

  CompletionEndpoint(ServedModel model, ServeSpec spec, Batcher batcher, ServerCounters counters) {
    this.model = model;
    this.spec = spec;
    this.batcher = batcher;
    this.counters = counters;
  }

  @Override
  public void answer(Exchange exchange) throws IOException, InterruptedException {
    CompletionRequest request =
        CompletionRequest.of(
            Fields.of(exchange.body()), model, spec.limits(), batcher.requireLanes());
    CompletionAnswer answer =
        new CompletionAnswer(
            model, "cmpl-" + UUID.randomUUID(), System.currentTimeMillis() / 1000, request);
    BlockingQueue<AnswerPart> parts = new LinkedBlockingQueue<>();
    List<Job> jobs = jobs(request, parts);
    batcher.submit(jobs);
    try {
      Parts all = new Parts(parts, request.prompts().size() * request.choices());
      if (request.stream()) {
        stream(exchange, request, answer, all);
      } else {
        List<AnswerPart> collected = new ArrayList<>();
        while (all.hasNext()) {
          collected.add(all.next());
        }
        exchange.answer(answer.whole(collected, request.prompts().size() * request.choices()));
      }
    } finally {
      jobs.forEach(Job::cancel); // those that have ended do not mind
      counters.tokens(answer.promptTokens(), answer.written());
    }
  }

  private List<Job> jobs(CompletionRequest request, BlockingQueue<AnswerPart> parts) {
    List<Job> jobs = new ArrayList<>();
    int first = 0;
    for (int[] prompt : request.prompts()) {
      if (request.searches()) {
        jobs.add(new BeamJob(request, model, prompt, first, parts::add));
      } else {
        for (int i = 0; i < request.choices(); i++) {
          DrawJob job = new DrawJob(request, model, prompt, first + i, request.seed(i), parts::add);
          if (job.isTrivial()) {
            job.answer();
          } else {
            jobs.add(job);
          }
        }
      }
      first += request.choices();
    }
    return jobs;
  }

  private void stream(
      Exchange exchange, CompletionRequest request, CompletionAnswer answer, Parts parts)
      throws IOException, InterruptedException {
    AnswerPart first = parts.next(); // so that a refusal is told by its status
    try (OutputStream events = exchange.events()) {
      try {
        Exchange.event(events, answer.piece(first).toString());
        while (parts.hasNext()) {
          Exchange.event(events, answer.piece(parts.next()).toString());
        }
        if (request.streamUsage()) {
          Exchange.event(events, answer.usageAlone().toString());
        }
      } catch (Refusal refusal) {
        Exchange.event(events, refusal.json().toString());
      }
      Exchange.event(events, "[DONE]");
    }
  }

  /** The pieces of all texts of a request, until each has its last. */
  private final class Parts {
    private final BlockingQueue<AnswerPart> queue;
    private final long deadline =
        System.nanoTime() + TimeUnit.SECONDS.toNanos(spec.limits().seconds());
    private int open;

    Parts(BlockingQueue<AnswerPart> queue, int texts) {
      this.queue = queue;
      this.open = texts;
    }

    boolean hasNext() {
      return open > 0;
    }

    AnswerPart next() throws InterruptedException {
      AnswerPart part = queue.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (part == null) {
        throw Refusal.unavailable(
            "timeout",
            "the request took longer than " + spec.limits().seconds() + " seconds; ask for less");
      }
      if (part.refusal().isPresent()) {
        throw part.refusal().get();
      }
      open -= part.isLast() ? 1 : 0;
      return part;
    }
  }
}
