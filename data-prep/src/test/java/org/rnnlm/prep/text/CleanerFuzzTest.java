package org.rnnlm.prep.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Pages that nobody writes: {@code -Dfuzz.pages=10000} makes so many of them, and each must be
 * cleaned within a second.
 */
class CleanerFuzzTest {

  private static final int PAGES = Integer.getInteger("fuzz.pages", 600);
  private static final long LIMIT_NANOS = Duration.ofSeconds(1).toNanos();

  private static final String PAGE =
      """
      {{Infobox | a = {{convert|5|km|mi}} | b = [[File:X.jpg|thumb|[[y]]]] }}
      '''Oak''' is a [[tree|''big'' tree]]<ref name="a">Book {{cite|x=[[y]]}}</ref> ({{lang|la|x}}).
      == Heading ==<!-- note -->
      * one &ndash; two &#x41; &nbsp; [http://example.org a page] https://example.org/x
      {| class="x"
      |-
      | cell {{x}} || [[y]]
      |}
      <gallery>
      A.jpg|text
      </gallery><math>x^2</math> <nowiki>[[x]] {{y}}</nowiki>
      <div><span>Text<br/>more</span></div> __NOTOC__ (({{x}}, ) ; )
      [[Category:Trees]] [[de:Eiche]] {{nihongo|oak|樫|kashi}} שלום \u202e 𝔸
      """;

  private static final String[] PIECES = {
    "{{",
    "}}",
    "{{{",
    "}}}",
    "[[",
    "]]",
    "{|",
    "|}",
    "|-",
    "|",
    "||",
    "!",
    "<ref>",
    "</ref>",
    "<ref name=x/>",
    "<!--",
    "-->",
    "<nowiki>",
    "</nowiki>",
    "<math>",
    "<table>",
    "<tr>",
    "</table>",
    "<div>",
    "</",
    "<",
    ">",
    "''",
    "'''",
    "==",
    "\n",
    "\n\n",
    "\n*",
    "\n#:;",
    "&",
    "&#",
    "&#xD800;",
    "&#99999999;",
    "&amp;",
    "&nbsp;",
    "(",
    ")",
    "(,",
    "[http://x ",
    "http://x",
    "__",
    "__NOTOC__",
    "\ud800",
    "\udc00",
    "\u202e",
    "\u200f",
    "\ufeff",
    "\uffff",
    "\ufdd0",
    "\u0000",
    "\u0001",
    "{{convert|",
    "{{lang|",
    "{{nowrap|",
    "{{quote|",
    "[[File:",
    "[[Category:",
    ":",
    "=",
    "~~~~",
    "----",
    "\n;",
    "|}}}",
    "{{#if:",
    "{{#switch:",
    "{{#expr:(",
    "{{lc:",
    "{{{1|",
    "<includeonly>",
    "<syntaxhighlight inline>",
    "</syntaxhighlight>",
    "<!-- -->\n",
    "<b title=\"",
    "&#150;",
    "[mailto:x ",
    "://",
    "\u4e2d",
    "\ufdef",
    "\t"
  };

  private final WikitextCleaner cleaner = new WikitextCleaner(new Wiki("en"));

  @Test
  void everyPageIsCleanedInTimeToTidyLines() {
    clean(PAGE); // what is measured is not the loading of classes
    for (int seed = 0; seed < PAGES; seed++) {
      String markup = mutated(new Random(seed));
      long start = System.nanoTime();
      String text = clean(markup);
      long nanos = System.nanoTime() - start;
      assertThat(nanos)
          .as("time of page %d, %d characters", seed, markup.length())
          .isLessThan(LIMIT_NANOS);
      assertThat(
              text.isEmpty()
                  || text.lines().allMatch(line -> !line.isEmpty() && line.equals(line.strip())))
          .as("lines of page %d", seed)
          .isTrue();
      assertThat(text.chars().noneMatch(c -> c == Line.GAP || c >= 0xfdd0 && c <= 0xfdef))
          .as("marks in page %d", seed)
          .isTrue();
    }
  }

  /** As large as a page of Wikipedia can be: what takes time by the square takes hours here. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "[[a => ]]",
        "[[a|x => ]]",
        "[[File:a| => ]]",
        "{{a => }}",
        "{{nowrap|x => }}",
        "{{quote|x\n => }}",
        "{|\n| => |}",
        "( => )",
        "({{a}}, => )",
        "<ref> => </ref>",
        "<div => >",
        "<nowiki> => ",
        "<!-- => ",
        "[http://x y => ]",
        "&# => ;",
        "{ => }",
        "{{{a|b => }}}",
        "{{#if:a| => }}",
        "{{lc:a => }}",
        "<table> => </table>",
        "<b a=' => ",
        "\n<!-- --> => ",
        "http://\u4e2d => ",
        "[http://x => ",
        "\n;a: => ",
        "\n|a => \n|}",
        "\n{|a => ",
        "== => =="
      })
  void theLargestPageTakesTimeByItsLength(String pieces) {
    String[] sides = pieces.split(" => ", -1);
    int times = 2_000_000 / (sides[0].length() + sides[1].length());
    String markup = "Before.\n\n" + sides[0].repeat(times) + sides[1].repeat(times);
    clean(markup.substring(0, 10_000));
    long start = System.nanoTime();
    assertThat(clean(markup)).startsWith("Before.");
    assertThat(System.nanoTime() - start).isLessThan(10 * LIMIT_NANOS);
  }

  private String clean(String markup) {
    return cleaner.clean("Oak", markup);
  }

  private static String mutated(Random random) {
    StringBuilder page = new StringBuilder(PAGE.repeat(1 + random.nextInt(10)));
    for (int i = random.nextInt(60); i > 0; i--) {
      int place = random.nextInt(page.length());
      switch (random.nextInt(5)) {
        case 0 -> page.insert(place, piece(random));
        case 1 -> page.delete(place, Math.min(page.length(), place + random.nextInt(200)));
        case 2 -> page.insert(place, piece(random).repeat(random.nextInt(10) == 0 ? 10_000 : 30));
        case 3 -> page.setCharAt(place, (char) random.nextInt(0x10000));
        default -> page.insert(place, randomBytes(random));
      }
      if (page.isEmpty()) {
        page.append(piece(random));
      }
    }
    return page.toString();
  }

  private static String piece(Random random) {
    return PIECES[random.nextInt(PIECES.length)];
  }

  private static String randomBytes(Random random) {
    byte[] bytes = new byte[random.nextInt(200)];
    random.nextBytes(bytes);
    return new String(bytes, ISO_8859_1);
  }
}
