package org.rnnlm.prep.corpus;

import java.util.List;
import java.util.Map;

/**
 * A text drawn from a grammar, with what the slots kept and the natural logarithm of the
 * probability of the text and its end.
 */
record Derivation(List<Span> spans, Map<String, String> slots, double logProbability) {
  Derivation {
    spans = List.copyOf(spans);
    slots = Map.copyOf(slots);
  }

  String text() {
    return Span.text(spans);
  }

  String slot(String name) {
    return slots.get(name);
  }
}
