package org.rnnlm.prep.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GrammarTest {
  private static final String SMALL =
      """
      # A name, kept and repeated.
      article:
        1|<name:name> is a <kind:kind><more>

      kind = town^3, river^2

      more:
        3|. {name} is <size>.<end>
        1|, and {name} is a {kind} of <name>.<last>

      last:
        2|/=Name/It is <name>.
        5|<end>

      size = old, small^4

      name link:
        1|<onset><rest>

      onset = Ka^2, Bre

      rest:
        3|nd
        2|la<coda>

      coda = nd^2, rth
      """;

  @Test
  void theProbabilitiesOfAllTextsOfASmallGrammarSumToOneAndNoTextComesTwice() {
    List<Derivations.Scored> all = Derivations.all(Grammar.parse(SMALL));

    assertThat(all).hasSizeGreaterThan(500).doesNotHaveDuplicates();
    assertThat(all.stream().map(Derivations.Scored::text).distinct()).hasSameSizeAs(all);
    assertThat(all.stream().mapToDouble(one -> Math.exp(one.logProbability())).sum())
        .isCloseTo(1, within(1e-9));
  }

  @Test
  void aDrawnTextCarriesTheProbabilityThatTheSearchFinds() {
    Grammar grammar = Grammar.parse(SMALL);
    for (int seed = 0; seed < 200; seed++) {
      Derivation drawn = grammar.derive(new SplittableRandom(seed));

      List<Derivations.Scored> found = Derivations.of(grammar, drawn.text());

      assertThat(found).hasSize(1);
      assertThat(found.get(0).logProbability()).isCloseTo(drawn.logProbability(), within(1e-12));
    }
  }

  @Test
  void textsAreDrawnAsOftenAsTheirProbabilitySays() {
    Grammar grammar = Grammar.parse("word = one^5, two^3, three^2");
    SplittableRandom random = new SplittableRandom(3);
    int draws = 20_000;
    long twos = 0;
    for (int draw = 0; draw < draws; draw++) {
      twos += grammar.derive(random).text().equals("two") ? 1 : 0;
    }

    assertThat((double) twos / draws).isCloseTo(0.3, within(0.015));
  }

  @Test
  void alternativesOfWhichOneCouldBeginLikeTheOtherAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Grammar.parse("word = one, onerous"))
        .withMessage(
            "rule word is ambiguous: one alternative begins with \"one\", another with \"onerous\"");
  }

  @Test
  void aRepeatedNameThatCouldBeginLikeAnotherAlternativeIsRefused() {
    String notation =
        """
        start:
          1|<name:name>. <next>
        next:
          1|{name} ends.
          1|Itself it ends.
        name = Ada, It
        """;

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Grammar.parse(notation))
        .withMessageContaining("rule next is ambiguous");
  }

  @Test
  void aRuleThatBeginsWithItselfIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Grammar.parse("start:\n  1|<start>a\n  1|b"))
        .withMessage("rule start begins with itself");
  }

  @Test
  void textAfterTheEndIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Grammar.parse("start:\n  1|a<close>b\nclose:\n  1|<end>\n  1|c"))
        .withMessage("rule start goes on after <end>");
  }

  @Test
  void rulesAndSlotsThatNothingDefinesAreNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Grammar.parse("start:\n  1|a <thing>"))
        .withMessage("rule start uses the rule thing, which nothing defines");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Grammar.parse("start:\n  1|a {thing}"))
        .withMessage("rule start uses the slot thing, which nothing defines");
  }

  @Test
  void aLineThatIsNotInTheNotationIsNamedByItsNumber() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Grammar.parse("start:\n  1|a\n  zero|b"))
        .withMessage("grammar, line 3:   zero|b");
  }
}
