package org.rnnlm.serve;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

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
    int texts = request.prompts().size() * request.choices();
    AnswerParts parts = new AnswerParts(texts, spec.limits().seconds());
    List<Job> jobs = jobs(request, parts);
    batcher.submit(jobs);
    try {
      if (request.stream()) {
        stream(exchange, request, answer, parts);
      } else {
        exchange.answer(answer.whole(parts.all(), texts));
      }
    } finally {
      jobs.forEach(Job::cancel); // those that have ended do not mind
      counters.tokens(answer.promptTokens(), answer.written());
    }
  }

  private List<Job> jobs(CompletionRequest request, AnswerParts parts) {
    List<Job> jobs = new ArrayList<>();
    int first = 0;
    for (int[] prompt : request.prompts()) {
      if (request.searches()) {
        jobs.add(new BeamJob(request, model, prompt, first, parts));
      } else {
        for (int i = 0; i < request.choices(); i++) {
          DrawJob job = new DrawJob(request, model, prompt, first + i, request.seed(i), parts);
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
      Exchange exchange, CompletionRequest request, CompletionAnswer answer, AnswerParts parts)
      throws IOException, InterruptedException {
    AnswerPart first = parts.next(); // so that a refusal is told by its status
    try (OutputStream events = exchange.events()) {
      try {
        exchange.event(events, answer.piece(first).toString());
        while (parts.hasNext()) {
          exchange.event(events, answer.piece(parts.next()).toString());
        }
        if (request.streamUsage()) {
          exchange.event(events, answer.usageAlone().toString());
        }
      } catch (Refusal refusal) {
        exchange.event(events, refusal.json().toString());
      }
      exchange.event(events, "[DONE]");
    }
  }
}
