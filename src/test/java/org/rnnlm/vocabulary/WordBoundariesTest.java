package org.rnnlm.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.rnnlm.text.Text;

/** Words are those of ICU over the whole text, though most lines never come to it. */
class WordBoundariesTest {
  private static final int TEXTS = 60_000;
  private static final String PUNCTUATION =
      ".,;:'\"_-–—’‘“”·…()[]&/%$€\u00a0\u202f\u2019\u2024\u2027";
  private static final String OTHERS = "中文東京カタひらกขคאבג\u0301\u00ad\u200d\u200b\r\u0085\u2028🇩🇪👩";

  private final Random random = new Random(5);
  private final WordTokenizer tokenizer = new WordTokenizer();
  private final BreakIterator boundaries = BreakIterator.getWordInstance(ULocale.ROOT);

  @Test
  void areThoseOfIcuInTextsOfAllCharacters() {
    for (int i = 0; i < TEXTS; i++) {
      String text = text(1 + random.nextInt(30));
      assertThat(tokenizer.tokens(text)).as(text).isEqualTo(byIcu(text));
    }
  }

  @Test
  void areThoseOfIcuAroundEveryCharacterOfThePlane() {
    for (int c = 0; c < 0x10000; c++) {
      String character = Character.toString(c);
      for (String around : List.of("a%sb 1%s2", " %s%s ", "a1_%s'%s.b", "\n%sa,%s1\n")) {
        String text = Text.format(around, character, character);
        assertThat(tokenizer.tokens(text)).as(text).isEqualTo(byIcu(text));
      }
    }
  }

  private String text(int length) {
    boolean withOthers = random.nextInt(4) == 0;
    StringBuilder text = new StringBuilder();
    while (text.length() < length) {
      switch (random.nextInt(withOthers ? 9 : 7)) {
        case 0 -> text.append((char) ('0' + random.nextInt(10)));
        case 1 -> text.append(random.nextBoolean() ? ' ' : '\n');
        case 2, 3 -> text.append(PUNCTUATION.charAt(random.nextInt(PUNCTUATION.length())));
        case 4 -> text.appendCodePoint(0xa0 + random.nextInt(0x500));
        case 7 -> text.appendCodePoint(random.nextInt(0x3100));
        case 8 -> text.append(OTHERS.charAt(random.nextInt(OTHERS.length())));
        default -> text.append((char) ('a' + random.nextInt(26)));
      }
    }
    return text.toString();
  }

  private List<String> byIcu(String text) {
    boundaries.setText(text);
    List<String> tokens = new ArrayList<>();
    int start = boundaries.first();
    for (int end = boundaries.next();
        end != BreakIterator.DONE;
        start = end, end = boundaries.next()) {
      String segment = text.substring(start, end);
      boolean afterLine = !tokens.isEmpty() && tokens.get(tokens.size() - 1).equals("\n");
      if (!segment.codePoints().allMatch(UCharacter::isUWhiteSpace)) {
        tokens.add(segment);
      } else if (segment.contains("\n") && !afterLine) {
        tokens.add("\n");
      }
    }
    return tokens;
  }
}
