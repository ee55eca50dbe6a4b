package org.rnnlm.tags;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TagSchemeTest {
  private static List<String> tags(String all) {
    return List.of(all.split(" "));
  }

  @ParameterizedTest
  @CsvSource({
    "O B-LOC I-LOC, BIO",
    "I-LOC O, BIO",
    "O B I, BIO",
    "O B-LOC I-geo-loc, BIO",
    "O B-LOC S-LOC, BIOES",
    "B-LOC I-LOC, NONE",
    "NOUN VERB O, NONE",
    "O, NONE",
    "O B-LOC X-LOC, NONE",
    "O B- I-LOC, NONE"
  })
  void theTagsTellTheScheme(String all, TagScheme scheme) {
    assertThat(TagScheme.of(tags(all))).isEqualTo(scheme);
  }

  @ParameterizedTest
  @CsvSource({
    "BIO, O I-A I-A, O B-A I-A",
    "BIO, B-A I-B O, B-A B-B O",
    "BIO, B-A B-A I-A, B-A B-A I-A",
    "BIOES, B-A I-A O, B-A E-A O",
    "BIOES, I-A O E-B, S-A O S-B",
    "BIOES, S-A I-A E-A, S-A B-A E-A",
    "IOB1, I-A I-A B-A O I-B, B-A I-A B-A O B-B",
    "IOB1, O B-A I-A, O B-A I-A",
    "NONE, DT NN, DT NN"
  })
  void brokenTagsBecomeThoseOfTheSpansThatTheyMark(TagScheme scheme, String given, String form) {
    assertThat(scheme.form(tags(given))).isEqualTo(tags(form));
    assertThat(Span.of(tags(form))).isEqualTo(Span.of(tags(given)));
  }

  @ParameterizedTest
  @CsvSource({
    "BIO, O I-A, true",
    "BIO, O B-A I-A B-A O, false",
    "BIOES, O B-A I-A, true",
    "BIOES, S-A B-A E-A O, false",
    "IOB1, O I-A B-A I-A, false",
    "IOB1, O B-A, true",
    "NONE, I-A O, false"
  })
  void brokenIsWhatTheSchemeNeverWrites(TagScheme scheme, String given, boolean broken) {
    assertThat(scheme.isBrokenBy(tags(given))).isEqualTo(broken);
  }

  @ParameterizedTest
  @EnumSource(
      value = TagScheme.class,
      names = {"BIO", "BIOES", "IOB1"})
  void aRepairedSentenceHasTheSameSpansAndIsWhole(TagScheme scheme) {
    List<String> all = tags("O B-A I-A E-A S-A B-B I-B E-B S-B");
    Random random = new Random(5);
    for (int i = 0; i < 2_000; i++) {
      List<String> sentence = new ArrayList<>();
      for (int word = 0; word < 1 + i % 6; word++) {
        sentence.add(all.get(random.nextInt(all.size())));
      }
      List<String> form = scheme.form(sentence);

      assertThat(Span.of(form)).isEqualTo(Span.of(sentence));
      assertThat(scheme.form(form)).isEqualTo(form);
    }
  }

  @Test
  void aTagOfNoPlaceInASpanIsInNone() {
    assertThat(Span.of(tags("NOUN B-A X-A"))).containsExactly(new Span(1, 2, "A"));
  }
}
