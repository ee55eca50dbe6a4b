package org.rnnlm.prep.corpus;

import java.util.List;

/** A choice between alternatives; each has the probability weight / {@link #totalWeight()}. */
record Rule(String name, Mark mark, List<Alternative> alternatives) {
  Rule {
    alternatives = List.copyOf(alternatives);
  }

  int totalWeight() {
    int total = 0;
    for (Alternative alternative : alternatives) {
      total += alternative.weight;
    }
    return total;
  }

  Alternative at(int ticket) {
    int remaining = ticket;
    for (Alternative alternative : alternatives) {
      remaining -= alternative.weight;
      if (remaining < 0) {
        return alternative;
      }
    }
    throw new IllegalArgumentException(name + ": ticket " + ticket + " of " + totalWeight());
  }

  double logProbability(Alternative chosen) {
    return StrictMath.log((double) chosen.weight / totalWeight());
  }

  record Alternative(int weight, List<Element> parts) {
    Alternative {
      parts = List.copyOf(parts);
    }
  }
}
