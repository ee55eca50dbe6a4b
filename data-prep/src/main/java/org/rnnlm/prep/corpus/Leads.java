package org.rnnlm.prep.corpus;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rnnlm.text.Text;

/**
 * Proves that a grammar is unambiguous.
 *
 * <p>The leads of an alternative are texts such that whatever the alternative yields begins with
 * one of them. If, of any two alternatives of a rule, no lead of one is a prefix of a lead of the
 * other, then at most one alternative fits the text at any place, and so a text has at most one
 * derivation. This is stricter than need be (a lead stops at the first part that is drawn), which
 * keeps it simple: write the common beginning once, and let the choice follow it.
 */
final class Leads {
  /** Stands for the end of the article, which no text contains. */
  private static final String END = "\u0003";

  private final Map<String, Rule> rules;
  private final Map<String, Set<String>> known = new HashMap<>();
  private final Set<String> underWay = new HashSet<>();
  private final Map<String, Set<String>> slotRules = new HashMap<>();

  Leads(Map<String, Rule> rules) {
    this.rules = rules;
    for (Rule rule : rules.values()) {
      rule.alternatives().forEach(alternative -> alternative.parts().forEach(this::noteSlot));
    }
  }

  /** Throws an IllegalArgumentException that names the rule and the two leads that clash. */
  void requireDistinct() {
    rules.values().forEach(this::of);
    rules.values().forEach(this::requireNothingAfterEnd);
  }

  private void requireNothingAfterEnd(Rule rule) {
    for (Rule.Alternative alternative : rule.alternatives()) {
      List<Element> parts = alternative.parts();
      if (parts.subList(0, parts.size() - 1).stream()
          .anyMatch(part -> mayEnd(part, new HashSet<>()))) {
        throw new IllegalArgumentException("rule " + rule.name() + " goes on after <end>");
      }
    }
  }

  private boolean mayEnd(Element part, Set<String> seen) {
    if (part instanceof Element.Expand expand) {
      return mayEnd(expand.rule(), seen);
    }
    if (part instanceof Element.Remember remember) {
      return mayEnd(remember.rule(), seen);
    }
    return part instanceof Element.End;
  }

  private boolean mayEnd(String rule, Set<String> seen) {
    return seen.add(rule)
        && rules.get(rule).alternatives().stream()
            .flatMap(alternative -> alternative.parts().stream())
            .anyMatch(part -> mayEnd(part, seen));
  }

  private void noteSlot(Element part) {
    if (part instanceof Element.Remember remember) {
      slotRules.computeIfAbsent(remember.slot(), slot -> new HashSet<>()).add(remember.rule());
    }
  }

  private Set<String> of(Rule rule) {
    Set<String> done = known.get(rule.name());
    if (done != null) {
      return done;
    }
    if (!underWay.add(rule.name())) {
      throw new IllegalArgumentException("rule " + rule.name() + " begins with itself");
    }
    List<String> all = new ArrayList<>();
    for (Rule.Alternative alternative : rule.alternatives()) {
      Set<String> leads = of(rule, alternative);
      requireDistinct(rule, all, leads);
      all.addAll(leads);
    }
    known.put(rule.name(), Set.copyOf(all));
    return known.get(rule.name());
  }

  private Set<String> of(Rule rule, Rule.Alternative alternative) {
    StringBuilder lead = new StringBuilder();
    for (Element part : alternative.parts()) {
      requireKnown(rule, part);
      if (part instanceof Element.Literal literal) {
        lead.append(literal.span().text());
      } else if (lead.length() == 0) {
        return ofDrawn(part);
      } else {
        break;
      }
    }
    if (lead.length() == 0) {
      throw new IllegalArgumentException("rule " + rule.name() + " has an empty alternative");
    }
    return Set.of(lead.toString());
  }

  private Set<String> ofDrawn(Element part) {
    if (part instanceof Element.Expand expand) {
      return of(rules.get(expand.rule()));
    }
    if (part instanceof Element.Remember remember) {
      return of(rules.get(remember.rule()));
    }
    if (part instanceof Element.Recall recall) {
      Set<String> leads = new HashSet<>();
      slotRules.get(recall.slot()).forEach(rule -> leads.addAll(of(rules.get(rule))));
      return leads;
    }
    return Set.of(END);
  }

  private void requireKnown(Rule rule, Element part) {
    if (part instanceof Element.Expand expand) {
      requireKnown(rule, "rule", expand.rule(), rules.keySet());
    } else if (part instanceof Element.Remember remember) {
      requireKnown(rule, "rule", remember.rule(), rules.keySet());
    } else if (part instanceof Element.Recall recall) {
      requireKnown(rule, "slot", recall.slot(), slotRules.keySet());
    }
  }

  private static void requireKnown(Rule rule, String what, String name, Set<String> known) {
    if (!known.contains(name)) {
      throw new IllegalArgumentException(
          Text.format("rule %s uses the %s %s, which nothing defines", rule.name(), what, name));
    }
  }

  private static void requireDistinct(Rule rule, List<String> earlier, Set<String> leads) {
    for (String one : earlier) {
      for (String other : leads) {
        if (one.startsWith(other) || other.startsWith(one)) {
          throw new IllegalArgumentException(
              Text.format(
                  "rule %s is ambiguous: one alternative begins with \"%s\", another with \"%s\"",
                  rule.name(), one, other));
        }
      }
    }
  }
}
