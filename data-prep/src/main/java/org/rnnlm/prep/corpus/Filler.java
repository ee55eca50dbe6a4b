package org.rnnlm.prep.corpus;

import java.util.List;
import java.util.random.RandomGenerator;

/** Invents what only the markup shows, and which a cleaner drops: sources, captions, numbers. */
final class Filler {
  private static final List<String> WORDS =
      List.of("annals", "atlas", "survey", "journal", "register", "almanac", "gazette", "handbook");
  private static final List<String> NAMES =
      List.of("Alder", "Birkin", "Corley", "Dunmore", "Eskdale", "Farrow", "Gansey", "Holt");

  private final RandomGenerator random;

  Filler(RandomGenerator random) {
    this.random = random;
  }

  boolean percent(int chance) {
    return random.nextInt(100) < chance;
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  int year() {
    return 1800 + random.nextInt(220);
  }

  int number() {
    return 10 + random.nextInt(90_000);
  }

  String word() {
    return oneOf(WORDS);
  }

  String name() {
    return oneOf(NAMES);
  }

  String oneOf(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
