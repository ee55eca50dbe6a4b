package org.rnnlm.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rnnlm.io.Json;
import org.rnnlm.report.Chromium;
import org.rnnlm.vocabulary.TokenKind;
import org.rnnlm.vocabulary.TokenSpec;
import org.rnnlm.vocabulary.Vocabulary;

/** The page to write with in a real browser: Chromium, if one is on this machine. */
class PageIT {
  /** Promises what an expression comes to once it is true. */
  private static final String UNTIL =
      """
      new Promise((done, failed) => {
        const end = Date.now() + 30000;
        const look = () => {
          const value = %s;
          if (value) done(value);
          else if (Date.now() > end) failed(new Error(document.body.innerText));
          else setTimeout(look, 20);
        };
        look();
      })\
      """;

  @TempDir private static Path profile;
  private static TestServer server;
  private static Chromium browser;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    Optional<Path> binary = Chromium.binary();
    if (binary.isEmpty()) {
      System.out.println(
          "skipped PageIT: there is no Chromium on the path; install one (.ci/run does), or set"
              + " CHROMIUM");
    }
    Assumptions.assumeTrue(binary.isPresent(), "no Chromium");
    server = TestServer.start();
    browser = Chromium.start(binary.get(), profile.resolve("profile"));
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
      server.close();
    }
  }

  private static JsonNode until(String expression) {
    return browser.evaluate(UNTIL.replace("%s", expression));
  }

  private static void type(String id, String text) {
    browser.evaluate(
        "(() => { const e = document.getElementById('"
            + id
            + "'); e.value = "
            + Json.line(text)
            + "; e.dispatchEvent(new Event('input')); })()");
  }

  @ParameterizedTest
  @CsvSource({"1280, light", "1280, dark", "390, light", "390, dark"})
  void itShowsWhatTheModelReadsAndFitsTheScreen(int width, String scheme) throws IOException {
    browser.open(server.uri("/"), width, 900, scheme);
    type("text", "a sad tale\nat last");
    type("pattern", "[ae]");

    until("/^18 tokens read/.test(document.getElementById('status').textContent)");
    until("/^6 of 18 tokens match/.test(document.getElementById('looking').textContent)");
    assertThat(browser.evaluate("document.documentElement.scrollWidth").intValue())
        .isLessThanOrEqualTo(width);
    assertThat(browser.evaluate("document.querySelectorAll('#choices button').length").intValue())
        .isEqualTo(9);
    assertThat(browser.evaluate("document.querySelectorAll('#tokens .more').length").intValue())
        .isEqualTo(120);
    assertThat(browser.evaluate("document.querySelectorAll('#activations .hit').length").intValue())
        .isEqualTo(6);
    assertThat(browser.complaints()).isEmpty();
    assertThat(browser.requests())
        .allMatch(url -> url.startsWith(server.uri("/").toString()) || url.startsWith("data:"));
    Files.write(profile.resolve(width + scheme + ".png"), browser.screenshot(true));
  }

  @Test
  void aTokenAndTheWholeContinuationAreTakenByMouseAndByKeys() {
    browser.open(server.uri("/"), 1280, 900, "light");
    type("text", "a sad");
    until("/^5 tokens read/.test(document.getElementById('status').textContent)");
    browser.evaluate("document.querySelector('#choices button').click()");
    until("/^6 tokens read/.test(document.getElementById('status').textContent)");
    browser.evaluate(
        "document.dispatchEvent(new KeyboardEvent('keydown', { altKey: true, code: 'Digit2' }))");
    until("/^7 tokens read/.test(document.getElementById('status').textContent)");
    browser.evaluate(
        "document.dispatchEvent(new KeyboardEvent('keydown', { ctrlKey: true, key: 'Enter' }))");
    until("/^127 tokens read/.test(document.getElementById('status').textContent)");

    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void whatIsWrongIsToldInThePage() {
    browser.open(server.uri("/"), 1280, 900, "light");
    type("text", "a xylophone");

    until("document.getElementById('status').textContent.includes(\"lacks 'x'\")");
    type("text", "a");
    until("/^1 tokens read/.test(document.getElementById('status').textContent)");
    type("pattern", "(");
    until("document.getElementById('looking').textContent.includes('no regular expression')");
  }

  @Test
  void whatWasToldOfAnotherTextIsNotLeftStanding() {
    browser.open(server.uri("/"), 1280, 900, "light");
    type("text", "a sad tale");
    until("document.querySelectorAll('#units button').length");
    type("text", "a sad tale of x");
    until("document.getElementById('looking').textContent.includes(\"lacks 'o', 'f', 'x'\")");
    until("document.getElementById('take').disabled");

    assertThat(
            browser.evaluate("document.querySelectorAll('.tokens *, .bars *').length").intValue())
        .isZero();
    browser.evaluate(
        "document.dispatchEvent(new KeyboardEvent('keydown', { ctrlKey: true, key: 'Enter' }))");
    assertThat(browser.evaluate("document.getElementById('text').value").textValue())
        .isEqualTo("a sad tale of x");
    type("text", "");
    until("document.getElementById('looking').textContent.includes('Write something')");
    until("!document.getElementById('take').disabled");
  }

  @Test
  void everyControlHasANameAndWhatChangesIsSpoken() {
    browser.open(server.uri("/"), 390, 900, "dark");
    type("text", "a sad tale");
    until("document.querySelectorAll('#units button').length");

    List<String> nameless = new ArrayList<>();
    browser
        .evaluate(
            """
            [...document.querySelectorAll("input, textarea, button, [tabindex]")]
              .filter(e => !(e.labels && e.labels.length) && !e.getAttribute("aria-label")
                && !e.getAttribute("aria-labelledby") && !e.textContent.trim())
              .map(e => e.outerHTML)\
            """)
        .forEach(one -> nameless.add(one.textValue()));
    assertThat(nameless).isEmpty();
    assertThat(
            browser.evaluate("document.querySelectorAll('[aria-live=polite]').length").intValue())
        .isEqualTo(2);
  }

  @Test
  void whatAModelWritesIsTextAndRunsNothing() {
    String hostile = "<img src=x onerror=window.hostile=1>";
    List<Vocabulary.Entry> counts = new ArrayList<>();
    for (String token :
        List.of(hostile, "a", "b", "c", "</script><script>hostile=1</script>", "d", "e", "f")) {
      counts.add(new Vocabulary.Entry(token, 30 - counts.size()));
    }
    Vocabulary vocabulary = Vocabulary.of(TokenSpec.of(TokenKind.CHARACTERS), counts, 300, 9, 0, 1);
    try (TestServer other = TestServer.start("<b>tiny</b>", vocabulary)) {
      browser.open(other.uri("/"), 1280, 900, "light");
      type("text", "abc");
      type("pattern", "<b>");
      until("document.getElementById('tokens').textContent.includes('onerror')");
      until("document.getElementById('units').textContent.includes('AUC')");
      browser.evaluate("document.querySelectorAll('#choices button').forEach(b => b.click())");

      assertThat(browser.evaluate("document.querySelectorAll('img, #model b').length").intValue())
          .isZero();
      assertThat(browser.evaluate("typeof window.hostile").textValue()).isEqualTo("undefined");
      assertThat(browser.evaluate("document.getElementById('model').textContent").textValue())
          .isEqualTo("<b>tiny</b>");
    }
  }
}
