package org.rnnlm.prep.corpus;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Reviews whose class is told by the order of their words alone, and by no set of them.
 *
 * <p>In each review one sentence decides: it says how a work began and how it ended, once in good
 * words and once in bad ones, and what it ended in is the verdict. With the two words swapped it is
 * as likely, has the same words, and is of the other class. All other sentences are drawn without
 * regard to the class. So given the words without their order both classes are equally likely, and
 * no bag of words is right more often than half the time. A share of the labels is turned round, so
 * that no reader of any kind is right more often than {@link #CEILING}.
 */
public final class Reviews implements Iterator<Review> {
  /** Share of the labels that are turned round. */
  public static final double NOISE = 0.05;

  /** The best possible accuracy, in expectation. */
  public static final double CEILING = 1 - NOISE;

  private static final int MOST_OTHERS = 4; // sentences before, and after

  private static final List<String> GOOD =
      List.of(
          "moving",
          "brilliant",
          "charming",
          "gripping",
          "funny",
          "tender",
          "bold",
          "clever",
          "warm",
          "elegant",
          "thrilling",
          "honest",
          "graceful",
          "lively",
          "rich",
          "wise");
  private static final List<String> BAD =
      List.of(
          "dull",
          "clumsy",
          "tedious",
          "shallow",
          "noisy",
          "cold",
          "vulgar",
          "silly",
          "lifeless",
          "confused",
          "pompous",
          "stale",
          "cruel",
          "weak",
          "muddled",
          "false");
  private static final List<String> WORKS =
      List.of("film", "novel", "play", "opera", "series", "concert", "ballet", "exhibition");
  private static final List<String> PARTS =
      List.of("music", "cast", "light", "plot", "dialogue", "scenery", "pace", "chorus", "script");
  private static final List<String> PEOPLE =
      List.of("my sister", "a friend", "the critic", "our neighbour", "the man beside me", "Anna");
  private static final List<String> DAYS =
      List.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday");

  /** {@code B} stands for how it began, {@code E} for how it ended. */
  private static final List<String> VERDICTS =
      List.of(
          "The WORK began B and ended E.",
          "It ended E although the first hour was B.",
          "What starts as a B WORK is E by the last scene.",
          "I left with a E feeling, after a B opening.",
          "From a B beginning the WORK grew E.",
          "In the end it was E, not B as it had been at the start.");

  private static final List<String> OTHERS =
      List.of(
          "We saw the WORK on a DAY.",
          "PERSON found the PART ANY.",
          "The PART was ANY and the PART was ANY.",
          "Of the PART I will say nothing.",
          "PERSON slept through the PART.",
          "A ANY PART, said PERSON on DAY.",
          "The house was full on DAY.",
          "Some called the PART ANY, others ANY.",
          "It lasts two hours.",
          "The WORK will be shown again on DAY.");

  private final SplittableRandom random;

  /**
   * @param seed of all reviews; the same seed gives the same ones
   */
  public Reviews(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** There is always another one. */
  @Override
  public boolean hasNext() {
    return true;
  }

  @Override
  public Review next() {
    boolean positive = random.nextBoolean();
    List<String> sentences = new ArrayList<>();
    others(sentences);
    sentences.add(verdict(positive));
    others(sentences);
    boolean turned = random.nextDouble() < NOISE;
    return new Review(String.join(" ", sentences), positive, positive != turned);
  }

  private String verdict(boolean positive) {
    String good = one(GOOD);
    String bad = one(BAD);
    return filled(one(VERDICTS), positive ? bad : good, positive ? good : bad);
  }

  private void others(List<String> sentences) {
    int count = random.nextInt(MOST_OTHERS + 1);
    for (int i = 0; i < count; i++) {
      sentences.add(filled(one(OTHERS), "", ""));
    }
  }

  private String filled(String pattern, String begins, String ends) {
    StringBuilder sentence = new StringBuilder();
    for (String word : pattern.split(" ")) {
      int letters = word.length();
      while (letters > 0 && !Character.isLetter(word.charAt(letters - 1))) {
        letters--;
      }
      String filled = filling(word.substring(0, letters), begins, ends);
      sentence.append(sentence.isEmpty() ? capital(filled) : " " + filled);
      sentence.append(word, letters, word.length());
    }
    return sentence.toString();
  }

  private String filling(String word, String begins, String ends) {
    return switch (word) {
      case "B" -> begins;
      case "E" -> ends;
      case "ANY" -> random.nextBoolean() ? one(GOOD) : one(BAD);
      case "WORK" -> one(WORKS);
      case "PART" -> one(PARTS);
      case "PERSON" -> one(PEOPLE);
      case "DAY" -> one(DAYS);
      default -> word;
    };
  }

  private static String capital(String word) {
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }

  private String one(List<String> of) {
    return of.get(random.nextInt(of.size()));
  }
}
