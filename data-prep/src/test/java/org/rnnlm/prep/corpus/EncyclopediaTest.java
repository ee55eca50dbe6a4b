package org.rnnlm.prep.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EncyclopediaTest {
  private static final Encyclopedia ENCYCLOPEDIA = new Encyclopedia(11, Topic.EVERYTHING);

  @ParameterizedTest
  @EnumSource(Topic.class)
  void aSearchFindsEachTextOnceAndWithTheSameProbability(Topic topic) {
    LongStream.range(0, 300)
        .mapToObj(new Encyclopedia(11, topic)::article)
        .forEach(
            article -> {
              List<Derivations.Scored> found = Derivations.of(topic.grammar(), article.text());

              assertThat(found).as(article.text()).hasSize(1);
              assertThat(found.get(0).logProbability())
                  .isCloseTo(article.logProbability(), within(1e-9));
            });
  }

  @Test
  void aTextThatTheGrammarDoesNotKnowHasNoDerivation() {
    String text = ENCYCLOPEDIA.article(0).text();

    assertThat(Derivations.of(Topic.EVERYTHING.grammar(), text + "x")).isEmpty();
    assertThat(Derivations.of(Topic.EVERYTHING.grammar(), text.substring(0, text.length() - 1)))
        .isEmpty();
  }

  @Test
  void theProbabilitiesOfAllTitlesSumToOneAndNoTitleComesTwice() {
    List<Derivations.Scored> titles = Derivations.all(startingAt("title"));

    assertThat(titles.stream().map(Derivations.Scored::text).distinct()).hasSameSizeAs(titles);
    assertThat(titles.stream().mapToDouble(one -> Math.exp(one.logProbability())).sum())
        .isCloseTo(1, within(1e-9));
  }

  @Test
  void theProbabilitiesOfAllPlacesSumToOneAndNoPlaceComesTwice() {
    List<Derivations.Scored> places = Derivations.all(startingAt("place"));

    assertThat(places).hasSizeGreaterThan(10_000);
    assertThat(places.stream().map(Derivations.Scored::text).distinct()).hasSameSizeAs(places);
    assertThat(places.stream().mapToDouble(one -> Math.exp(one.logProbability())).sum())
        .isCloseTo(1, within(1e-9));
  }

  @Test
  void theMeanLogProbabilityIsTheEntropyThatTheRulesImply() {
    double entropy = entropies().get("article");
    List<Double> surprises = articles(4000).stream().map(one -> -one.logProbability()).toList();
    double mean = mean(surprises);
    double variance = mean(surprises.stream().map(one -> (one - mean) * (one - mean)).toList());
    double standardError = Math.sqrt(variance / surprises.size());

    assertThat(mean).isCloseTo(entropy, within(4 * standardError));
  }

  @Test
  void aSmallModelCanLearnIt() {
    List<ArticleText> articles = articles(2000);
    double nats = -articles.stream().mapToDouble(ArticleText::logProbability).sum();
    double tokens = articles.stream().mapToDouble(article -> article.characters() + 1).sum();

    assertThat(nats / tokens).isBetween(0.45, 0.8);
    assertThat(tokens / articles.size()).isBetween(500.0, 1500.0);
    assertThat(articles.stream().flatMapToInt(article -> article.text().chars()).distinct().count())
        .isLessThanOrEqualTo(65);
  }

  @Test
  void aTextHasTheShapeThatACleanerGives() {
    for (ArticleText article : articles(1000)) {
      assertThat(article.text())
          .startsWith(article.title())
          .doesNotContain("\n\n", "  ", " \n", "\n ")
          .isEqualTo(article.text().strip())
          .matches("[A-Za-z0-9 .,()\\n-]+");
    }
  }

  @Test
  void anArticleDependsOnTheSeedAndItsIndexAlone() {
    List<ArticleText> inOrder = articles(20);

    assertThat(new Encyclopedia(11, Topic.EVERYTHING).article(13)).isEqualTo(inOrder.get(13));
    assertThat(new Encyclopedia(12, Topic.EVERYTHING).article(13).text())
        .isNotEqualTo(inOrder.get(13).text());
    assertThat(inOrder).extracting(ArticleText::text).doesNotHaveDuplicates();
  }

  @Test
  void townsAreAboutTownsAlone() {
    LongStream.range(0, 100)
        .mapToObj(new Encyclopedia(3, Topic.TOWNS)::article)
        .forEach(
            article ->
                assertThat(article.text())
                    .startsWith(article.title() + " is a ")
                    .containsPattern("is a (town|village|port|city) "));
  }

  private static List<ArticleText> articles(int count) {
    return LongStream.range(0, count).mapToObj(ENCYCLOPEDIA::article).toList();
  }

  private static double mean(List<Double> numbers) {
    return numbers.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  private static Grammar startingAt(String rule) {
    String start = "start:\n  1|<" + rule + ">\n";
    return Grammar.parse(start + EncyclopediaRules.notation());
  }

  /** In nats, by rule; rules that call themselves are why it takes rounds. */
  private static Map<String, Double> entropies() {
    List<Rule> rules = new Notation().rules(EncyclopediaRules.notation());
    Map<String, Double> entropies =
        new HashMap<>(rules.stream().collect(Collectors.toMap(Rule::name, rule -> 0.0)));
    for (int round = 0; round < 300; round++) {
      rules.forEach(rule -> entropies.put(rule.name(), entropy(rule, entropies)));
    }
    return entropies;
  }

  private static double entropy(Rule rule, Map<String, Double> entropies) {
    double entropy = 0;
    for (Rule.Alternative alternative : rule.alternatives()) {
      double probability = (double) alternative.weight() / rule.totalWeight();
      double surprise = -Math.log(probability);
      for (Element part : alternative.parts()) {
        surprise += drawnFrom(part).map(entropies::get).orElse(0.0);
      }
      entropy += probability * surprise;
    }
    return entropy;
  }

  private static Optional<String> drawnFrom(Element part) {
    if (part instanceof Element.Expand expand) {
      return Optional.of(expand.rule());
    }
    if (part instanceof Element.Remember remember) {
      return Optional.of(remember.rule());
    }
    return Optional.empty();
  }
}
