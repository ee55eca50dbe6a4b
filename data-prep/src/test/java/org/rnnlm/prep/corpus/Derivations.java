package org.rnnlm.prep.corpus;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Searches all derivations of a grammar, so that a test need not believe the generator: it neither
 * shares its code nor assumes that a text has only one.
 */
final class Derivations {
  private final Grammar grammar;
  private final Predicate<String> promising;
  private final Deque<State> open = new ArrayDeque<>();

  private Derivations(Grammar grammar, Predicate<String> promising) {
    this.grammar = grammar;
    this.promising = promising;
  }

  record Scored(String text, double logProbability) {}

  /** All that a grammar without recursion can yield. */
  static List<Scored> all(Grammar grammar) {
    return new Derivations(grammar, yielded -> true).search();
  }

  /** Every way in which the grammar yields the text. */
  static List<Scored> of(Grammar grammar, String text) {
    return new Derivations(grammar, text::startsWith)
        .search().stream().filter(scored -> scored.text.equals(text)).toList();
  }

  private sealed interface Step {}

  private record Play(Element part) implements Step {}

  private record Keep(String slot, int from) implements Step {}

  private record Chain(Step first, Chain rest) {}

  private record State(String yielded, Chain ahead, Map<String, String> slots, double score) {
    State then(String text) {
      return new State(yielded + text, ahead.rest, slots, score);
    }
  }

  private List<Scored> search() {
    List<Scored> found = new ArrayList<>();
    Chain start = new Chain(new Play(new Element.Expand(grammar.start().name())), null);
    open.push(new State("", start, Map.of(), 0));
    while (!open.isEmpty()) {
      State state = open.pop();
      if (state.ahead == null) {
        found.add(new Scored(state.yielded, state.score));
      } else if (promising.test(state.yielded)) {
        step(state);
      }
    }
    return found;
  }

  private void step(State state) {
    if (state.ahead.first instanceof Keep keep) {
      Map<String, String> slots = new HashMap<>(state.slots);
      slots.put(keep.slot, state.yielded.substring(keep.from));
      open.push(new State(state.yielded, state.ahead.rest, slots, state.score));
    } else if (state.ahead.first instanceof Play play) {
      play(state, play.part);
    }
  }

  private void play(State state, Element part) {
    if (part instanceof Element.Literal literal) {
      open.push(state.then(literal.span().text()));
    } else if (part instanceof Element.Recall recall) {
      open.push(state.then(state.slots.get(recall.slot())));
    } else if (part instanceof Element.Expand expand) {
      branch(state, grammar.rule(expand.rule()), state.ahead.rest);
    } else if (part instanceof Element.Remember remember) {
      Step keep = new Keep(remember.slot(), state.yielded.length());
      branch(state, grammar.rule(remember.rule()), new Chain(keep, state.ahead.rest));
    } else {
      open.push(state.then(""));
    }
  }

  private void branch(State state, Rule rule, Chain after) {
    double total = rule.alternatives().stream().mapToInt(Rule.Alternative::weight).sum();
    for (Rule.Alternative alternative : rule.alternatives()) {
      Chain ahead = after;
      for (int i = alternative.parts().size() - 1; i >= 0; i--) {
        ahead = new Chain(new Play(alternative.parts().get(i)), ahead);
      }
      double score = state.score + Math.log(alternative.weight()) - Math.log(total);
      open.push(new State(state.yielded, ahead, state.slots, score));
    }
  }
}
