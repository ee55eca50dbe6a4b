package org.rnnlm.prep.corpus;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Draws one text: all the state of one derivation under way. */
final class Deriver {
  private final Grammar grammar;
  private final RandomGenerator random;
  private final Map<String, Span> slots = new HashMap<>();
  private List<Span> spans = new ArrayList<>();
  private double logProbability;

  Deriver(Grammar grammar, RandomGenerator random) {
    this.grammar = grammar;
    this.random = random;
  }

  Derivation derive() {
    expand(grammar.start());
    Map<String, String> kept = new HashMap<>();
    slots.forEach((slot, span) -> kept.put(slot, span.text()));
    return new Derivation(spans, kept, logProbability);
  }

  private void expand(Rule rule) {
    if (rule.mark() == Mark.PLAIN) {
      choose(rule);
      return;
    }
    append(new Span(textOf(rule), rule.mark()));
  }

  private void choose(Rule rule) {
    Rule.Alternative chosen = rule.at(random.nextInt(rule.totalWeight()));
    logProbability += rule.logProbability(chosen);
    chosen.parts().forEach(this::add);
  }

  private String textOf(Rule rule) {
    List<Span> outer = spans;
    spans = new ArrayList<>();
    choose(rule);
    String text = Span.text(spans);
    spans = outer;
    return text;
  }

  private void add(Element part) {
    if (part instanceof Element.Literal literal) {
      append(literal.span());
    } else if (part instanceof Element.Expand expand) {
      expand(grammar.rule(expand.rule()));
    } else if (part instanceof Element.Remember remember) {
      Rule rule = grammar.rule(remember.rule());
      Span span = new Span(textOf(rule), rule.mark());
      slots.put(remember.slot(), span);
      append(span);
    } else if (part instanceof Element.Recall recall) {
      append(kept(recall.slot()));
    }
  }

  /** Plain neighbours become one span, so that the markup sees whole sentences. */
  private void append(Span span) {
    int last = spans.size() - 1;
    if (span.mark() == Mark.PLAIN && last >= 0 && spans.get(last).mark() == Mark.PLAIN) {
      spans.set(last, new Span(spans.get(last).text() + span.text(), Mark.PLAIN));
      return;
    }
    spans.add(span);
  }

  private Span kept(String slot) {
    Span span = slots.get(slot);
    if (span == null) {
      throw new IllegalStateException("slot " + slot + " is used before anything is kept in it");
    }
    return span;
  }
}
