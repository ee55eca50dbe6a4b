package org.rnnlm.prep.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Minimal pairs of an encyclopedia. Those of an index depend on seed, topic and index alone; each
 * differs in one point, which is drawn from all that the article has.
 */
public final class Contrasts {
  private static final List<String> KIND_RULES = List.of("settlement", "water", "player", "fowl");
  private static final List<String> CENTURIES = List.of("12", "14", "16", "17", "18", "19");

  private static final Pattern YEAR = Pattern.compile("\\b1[246789][0-9]{2}\\b");
  private static final Pattern WORD = Pattern.compile("\\b[a-z]{5,}\\b");
  private static final Pattern TWO_WORDS = Pattern.compile("\\b[a-z]+ [a-z]+\\b");

  private final Encyclopedia encyclopedia;
  private final long seed;
  private final Topic topic;

  public Contrasts(long seed, Topic topic) {
    this.encyclopedia = new Encyclopedia(seed, topic);
    this.seed = seed;
    this.topic = topic;
  }

  /** Returns the pairs of the article at an index, one of each kind that it gives. */
  public List<Contrast> of(long index) {
    Derivation article = encyclopedia.derivation(index);
    RandomGenerator random = Purpose.CONTRAST.random(seed, index);
    List<Contrast> contrasts = new ArrayList<>();
    for (Contrast.Kind kind : Contrast.Kind.values()) {
      oneOf(bad(kind, article, index, random), random)
          .ifPresent(bad -> contrasts.add(new Contrast(article.text(), bad, kind)));
    }
    return contrasts;
  }

  private static Optional<String> oneOf(List<String> texts, RandomGenerator random) {
    return texts.isEmpty()
        ? Optional.empty()
        : Optional.of(texts.get(random.nextInt(texts.size())));
  }

  private List<String> bad(
      Contrast.Kind kind, Derivation article, long index, RandomGenerator random) {
    String text = article.text();
    return switch (kind) {
      case OTHER_TITLE -> withTitle(article, titleAfter(article, index));
      case OTHER_KIND ->
          changed(
              text,
              Pattern.compile("(?<=\\b[Tt]he )" + article.slot("kind") + "\\b"),
              same -> otherKind(same, random));
      case OTHER_CENTURY -> changed(text, YEAR, year -> otherCentury(year, random));
      case SWAPPED_LETTERS -> changed(text, WORD, Contrasts::swapped);
      case SWAPPED_WORDS ->
          changed(text, TWO_WORDS, words -> words.replaceFirst("(.+) (.+)", "$2 $1"));
    };
  }

  /** Returns the texts in which one place that is spoken of by the pattern has changed. */
  private static List<String> changed(String text, Pattern pattern, UnaryOperator<String> change) {
    List<String> texts = new ArrayList<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      String changed = change.apply(matcher.group());
      if (!changed.equals(matcher.group())) {
        texts.add(text.substring(0, matcher.start()) + changed + text.substring(matcher.end()));
      }
    }
    return texts;
  }

  /** Returns the texts in which the title is another one, once, but for the first time. */
  private static List<String> withTitle(Derivation article, String title) {
    List<String> texts = new ArrayList<>();
    boolean first = true;
    for (int i = 0; i < article.spans().size(); i++) {
      if (article.spans().get(i).mark() == Mark.TITLE) {
        if (!first) {
          List<Span> spans = new ArrayList<>(article.spans());
          spans.set(i, new Span(title, Mark.TITLE));
          texts.add(Span.text(spans));
        }
        first = false;
      }
    }
    return texts;
  }

  private String titleAfter(Derivation article, long index) {
    long other = index + 1;
    String title = encyclopedia.derivation(other).slot("title");
    while (title.equals(article.slot("title"))) {
      other++;
      title = encyclopedia.derivation(other).slot("title");
    }
    return title;
  }

  /** Returns another kind of the same sort: a village for a town. */
  private String otherKind(String kind, RandomGenerator random) {
    List<String> sort =
        KIND_RULES.stream()
            .map(rule -> words(topic.grammar().rule(rule)).toList())
            .filter(words -> words.contains(kind))
            .findFirst()
            .orElseThrow();
    return anotherOf(sort, kind, random);
  }

  private static Stream<String> words(Rule rule) {
    return rule.alternatives().stream()
        .map(alternative -> ((Element.Literal) alternative.parts().get(0)).span().text());
  }

  private static String otherCentury(String year, RandomGenerator random) {
    return anotherOf(CENTURIES, year.substring(0, 2), random) + year.substring(2);
  }

  private static String anotherOf(List<String> all, String one, RandomGenerator random) {
    List<String> others = all.stream().filter(other -> !other.equals(one)).toList();
    return others.get(random.nextInt(others.size()));
  }

  /** Returns a word whose two letters in the middle have changed places. */
  private static String swapped(String word) {
    int middle = word.length() / 2;
    return word.substring(0, middle - 1)
        + word.charAt(middle)
        + word.charAt(middle - 1)
        + word.substring(middle + 1);
  }
}
