package org.rnnlm.serve;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import org.rnnlm.text.Text;

/** What a server has done, as Prometheus reads it (text format 0.0.4). */
final class ServerCounters {
  private static final double[] BOUNDS = {0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60};

  private final Map<String, LongAdder> requests = new ConcurrentSkipListMap<>();
  private final LongAdder promptTokens = new LongAdder();
  private final LongAdder writtenTokens = new LongAdder();
  private final LongAdder steps = new LongAdder();
  private final AtomicLong busy = new AtomicLong();
  private final AtomicLongArray within = new AtomicLongArray(BOUNDS.length);
  private final LongAdder answered = new LongAdder();
  private final LongAdder cutOff = new LongAdder();
  private final DoubleAdder seconds = new DoubleAdder();

  void step() {
    steps.increment();
  }

  void cutOff(int requests) {
    cutOff.add(requests);
  }

  void lanesBusy(int lanes) {
    busy.set(lanes);
  }

  void tokens(long prompt, long written) {
    promptTokens.add(prompt);
    writtenTokens.add(written);
  }

  /**
   * @param path of an endpoint, not what a client wrote
   */
  void request(String path, int status, double took) {
    requests
        .computeIfAbsent(
            Text.format("path=\"%s\",code=\"%d\"", path, status), label -> new LongAdder())
        .increment();
    answered.increment();
    seconds.add(took);
    for (int i = 0; i < BOUNDS.length; i++) {
      if (took <= BOUNDS[i]) {
        within.incrementAndGet(i);
      }
    }
  }

  String text(int waiting, int lanes) {
    StringBuilder text = new StringBuilder();
    head(text, "rnnlm_requests_total", "counter", "Requests by path and status.");
    requests.forEach(
        (label, count) ->
            text.append(Text.format("rnnlm_requests_total{%s} %d%n", label, count.sum())));
    head(text, "rnnlm_request_seconds", "histogram", "Seconds until requests were answered.");
    for (int i = 0; i < BOUNDS.length; i++) {
      text.append(
          Text.format("rnnlm_request_seconds_bucket{le=\"%s\"} %d%n", BOUNDS[i], within.get(i)));
    }
    long all = answered.sum();
    text.append(Text.format("rnnlm_request_seconds_bucket{le=\"+Inf\"} %d%n", all));
    text.append(Text.format("rnnlm_request_seconds_sum %s%n", seconds.sum()));
    text.append(Text.format("rnnlm_request_seconds_count %d%n", all));
    value(
        text,
        "rnnlm_slow_requests_total",
        "counter",
        "Requests whose clients were slow and cut off, since others waited.",
        cutOff.sum());
    value(text, "rnnlm_prompt_tokens_total", "counter", "Tokens read.", promptTokens.sum());
    value(text, "rnnlm_completion_tokens_total", "counter", "Tokens written.", writtenTokens.sum());
    value(text, "rnnlm_steps_total", "counter", "Steps of all lanes.", steps.sum());
    value(text, "rnnlm_lanes", "gauge", "Texts that can be read side by side.", lanes);
    value(text, "rnnlm_lanes_busy", "gauge", "Lanes in use.", busy.get());
    value(text, "rnnlm_queue", "gauge", "Texts that wait for a lane.", waiting);
    return text.toString().replace("\r", "");
  }

  private static void head(StringBuilder text, String name, String type, String help) {
    text.append(Text.format("# HELP %s %s%n# TYPE %s %s%n", name, help, name, type));
  }

  private static void value(StringBuilder text, String name, String type, String help, long value) {
    head(text, name, type, help);
    text.append(Text.format("%s %d%n", name, value));
  }
}
