package org.rnnlm.serve;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.rnnlm.vocabulary.GrowingText;

/**
 * {@code POST /v1/activations}: what a model's units do while it reads a text, and how well each
 * tells the places that match a pattern.
 */
final class ActivationEndpoint implements Endpoint {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int MOST_TOKENS = 4096;
  private static final int MOST_UNITS = 256;

  private final ServedModel model;
  private final ServeSpec spec;
  private final Batcher batcher;
  private final ServerCounters counters;

  ActivationEndpoint(ServedModel model, ServeSpec spec, Batcher batcher, ServerCounters counters) {
    this.model = model;
    this.spec = spec;
    this.batcher = batcher;
    this.counters = counters;
  }

  /**
   * A unit's activations over the text, and what they tell.
   *
   * @param interest by which units are sorted, the greatest first
   */
  private record Unit(int layer, int unit, float[] values, UnitScores scores, double interest) {}

  @Override
  public void answer(Exchange exchange) throws IOException, InterruptedException {
    Fields fields = Fields.of(exchange.body());
    CompletionRequest.requireModel(fields, model);
    String input =
        fields.text("input").orElseThrow(() -> Refusal.of("input", "input, a text, is missing"));
    Optional<String> pattern = fields.text("pattern");
    int count = fields.integer("units", 16, 1, MOST_UNITS);
    fields.finish();
    int[] tokens = model.encode(input, "input");
    int most = Math.min(MOST_TOKENS, spec.limits().tokens());
    if (tokens.length == 0 || tokens.length > most) {
      throw Refusal.tooLong(
          "input", "input has " + tokens.length + " tokens, it must have from 1 to " + most);
    }
    List<String> pieces = pieces(tokens);
    boolean[] matches =
        pattern.map(given -> PatternMatches.of(given, pieces)).orElse(new boolean[tokens.length]);
    ActivationJob job = read(tokens);
    List<Unit> units =
        units(job, matches, pattern.isPresent()).stream()
            .sorted(Comparator.comparingDouble(Unit::interest).reversed())
            .limit(count)
            .toList();
    counters.tokens(tokens.length, 0);
    exchange.answer(json(job, pieces, matches, units));
  }

  private List<String> pieces(int[] tokens) {
    GrowingText text = new GrowingText(model.vocabulary());
    List<String> pieces = new ArrayList<>();
    for (int token : tokens) {
      pieces.add(text.add(token));
    }
    return pieces;
  }

  private ActivationJob read(int[] tokens) throws InterruptedException {
    ActivationJob job = new ActivationJob(model, tokens);
    batcher.requireLanes();
    batcher.submit(List.of(job));
    try {
      return job.done().get(spec.limits().seconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Refusal refusal ? refusal : Refusal.failed();
    } catch (TimeoutException e) {
      throw Refusal.unavailable("timeout", "the request took too long; ask for less");
    } finally {
      job.cancel();
    }
  }

  private static List<Unit> units(ActivationJob job, boolean[] matches, boolean byPattern) {
    List<Unit> units = new ArrayList<>();
    float[][] first = job.states().get(0);
    for (int layer = 0; layer < first.length; layer++) {
      for (int unit = 0; unit < first[layer].length; unit++) {
        float[] values = new float[matches.length];
        for (int i = 0; i < values.length; i++) {
          values[i] = job.states().get(i)[layer][unit];
        }
        UnitScores scores = UnitScores.of(values, matches);
        double interest = byPattern ? scores.strength() : variance(values);
        units.add(new Unit(layer, unit, values, scores, interest));
      }
    }
    return units;
  }

  /** Returns the mean square distance from the mean. */
  private static double variance(float[] values) {
    double sum = 0;
    double squares = 0;
    for (float value : values) {
      sum += value;
      squares += (double) value * value;
    }
    double mean = sum / values.length;
    return squares / values.length - mean * mean;
  }

  private ObjectNode json(
      ActivationJob job, List<String> pieces, boolean[] matches, List<Unit> units) {
    ObjectNode json = JSON.objectNode();
    json.put("object", "activations").put("model", model.id());
    ArrayNode texts = json.putArray("tokens");
    pieces.forEach(texts::add);
    ArrayNode nats = json.putArray("surprisal");
    ArrayNode matching = json.putArray("matches");
    for (int i = 0; i < matches.length; i++) {
      nats.add(job.nats()[i]);
      matching.add(matches[i]);
    }
    ArrayNode sizes = json.putArray("layers");
    for (float[] layer : job.states().get(0)) {
      sizes.add(layer.length);
    }
    ArrayNode list = json.putArray("units");
    for (Unit unit : units) {
      ObjectNode one = list.addObject().put("layer", unit.layer()).put("unit", unit.unit());
      one.put("auc", unit.scores().auc()).put("correlation", unit.scores().correlation());
      ArrayNode values = one.putArray("activations");
      for (float value : unit.values()) {
        values.add(value);
      }
    }
    return json;
  }
}
