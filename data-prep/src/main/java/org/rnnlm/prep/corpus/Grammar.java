package org.rnnlm.prep.corpus;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * A probabilistic context-free grammar with a memory: a drawn text can be kept in a slot and
 * repeated later.
 *
 * <p>Every grammar is unambiguous: a text has at most one derivation, so the probability of the
 * text is the product of its choices' probabilities. {@link Leads} makes sure of it when the
 * grammar is made.
 */
final class Grammar {
  private final Map<String, Rule> rules;
  private final Rule start;

  /** The first of the rules is where derivations begin. */
  Grammar(List<Rule> rules) {
    this.rules = byName(rules);
    this.start = rules.get(0);
    new Leads(this.rules).requireDistinct();
  }

  static Grammar parse(String notation) {
    return new Grammar(new Notation().rules(notation));
  }

  Rule start() {
    return start;
  }

  Rule rule(String name) {
    return rules.get(name);
  }

  Derivation derive(RandomGenerator random) {
    return new Deriver(this, random).derive();
  }

  private static Map<String, Rule> byName(List<Rule> rules) {
    if (rules.isEmpty()) {
      throw new IllegalArgumentException("a grammar needs at least one rule");
    }
    Map<String, Rule> named = new LinkedHashMap<>();
    for (Rule rule : rules) {
      if (named.put(rule.name(), rule) != null) {
        throw new IllegalArgumentException("rule " + rule.name() + " is given twice");
      }
    }
    return named;
  }
}
