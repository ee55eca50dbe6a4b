package org.rnnlm.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
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
import org.rnnlm.text.Text;

/** The pages in a real browser: Chromium, if one is on this machine. */
class ReportPageIT {
  /** Counts the pixels of each chart that are of a colour, which axes and grids are not. */
  private static final String COLOURED =
      """
      [...document.querySelectorAll("canvas")].map(canvas => {
        const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
        let count = 0;
        for (let i = 0; i < data.length; i += 4) {
          const rgb = [data[i], data[i + 1], data[i + 2]];
          if (data[i + 3] > 128 && Math.max(...rgb) - Math.min(...rgb) > 50) count++;
        }
        return count;
      })\
      """;

  /** The texts that stand out least from what is behind them, and how far they do (WCAG 2). */
  private static final String FAINTEST =
      """
      (() => {
        const parse = colour => colour.match(/[\\d.]+/g).map(Number);
        const light = ([r, g, b]) => [r, g, b].map(c => c / 255)
            .map(c => c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
            .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
        const behind = element => {
          for (let e = element; e; e = e.parentElement) {
            const colour = parse(getComputedStyle(e).backgroundColor);
            if (colour.length === 3 || colour[3] > 0) return colour;
          }
          return [255, 255, 255];
        };
        let faintest = { ratio: 21 };
        for (const e of document.body.querySelectorAll("*")) {
          if (e.tagName === "SCRIPT" || ![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())) continue;
          const [a, b] = [light(parse(getComputedStyle(e).color)), light(behind(e))];
          const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
          if (ratio < faintest.ratio) faintest = { ratio, text: e.textContent.slice(0, 40), tag: e.tagName };
        }
        return faintest;
      })()\
      """;

  @TempDir private static Path shared;
  private static Chromium browser;
  private static Path run;
  private static Path comparison;

  @BeforeAll
  static void startTheBrowserAndWriteThePages() throws IOException, InterruptedException {
    Optional<Path> binary = Chromium.binary();
    if (binary.isEmpty()) {
      System.out.println(
          "skipped ReportPageIT: there is no Chromium on the path; install one (.ci/run does), or"
              + " set CHROMIUM");
    }
    Assumptions.assumeTrue(binary.isPresent(), "no Chromium");
    run = writeRun();
    comparison = writeComparison();
    browser = Chromium.start(binary.get(), shared.resolve("profile"));
  }

  private static Path writeRun() {
    SampleRun sample = SampleRun.whole(shared.resolve("run<script>window.hostile=1"));
    Reports.writeRun(sample.folder(), sample.settings(), warning -> {});
    return Path.of(sample.folder().location(Reports.FILE));
  }

  private static Path writeComparison() {
    Path folder = shared.resolve("cells");
    SampleRun first = SampleRun.whole(folder.resolve("lstm"));
    SampleRun.create(folder.resolve("gru<i>")).described().rounds(40).epochs(1).texts(1);
    SampleRun.create(folder.resolve("begun")).described();
    SampleRun all = SampleRun.create(folder);
    Reports.Comparison pages =
        new Reports.Comparison(all.folder(), place -> first.settings(), warning -> {});
    pages.reached("lstm", RunFiles.epochs(all.folder().child("lstm"), warning -> {}));
    pages.write(List.of("lstm", "gru<i>", "begun", "not-yet"));
    return Path.of(all.folder().location(Reports.FILE));
  }

  @AfterAll
  static void stopTheBrowser() {
    if (browser != null) {
      browser.close();
    }
  }

  @ParameterizedTest
  @CsvSource({"1280, light", "1280, dark", "390, light", "390, dark"})
  void bothPagesAreWholeOnEveryScreen(int width, String scheme) {
    for (Path page : List.of(run, comparison)) {
      browser.open(page, width, 900, scheme);
      assertThat(browser.complaints()).as("console").isEmpty();
      assertThat(browser.requests()).as("requests").containsExactly(page.toUri().toString());
      for (JsonNode pixels : browser.evaluate(COLOURED)) {
        assertThat(pixels.intValue()).as("coloured pixels of a chart").isGreaterThan(60);
      }
      assertThat(browser.evaluate("document.documentElement.scrollWidth").intValue())
          .as("width")
          .isLessThanOrEqualTo(width);
      JsonNode faintest = browser.evaluate(FAINTEST);
      assertThat(faintest.get("ratio").doubleValue()).as(faintest + "").isGreaterThan(4.5);
    }
  }

  @Test
  void everyChartOfARunIsThereWithAHeadingAndATable() {
    browser.open(run, 1280, 900, "light");
    assertThat(texts("figure[data-chart] h3"))
        .containsExactly(
            "Loss",
            "top-five",
            "accuracy",
            "Learning rate",
            "Gradient norm",
            "Clipped steps",
            "Throughput",
            "Time by part",
            "Workers: loss",
            "Workers: time");
    assertThat(browser.evaluate("document.querySelectorAll('canvas[role=img][aria-label]').length"))
        .hasToString("10");
    browser.evaluate("document.querySelector('figure details').open = true");
    assertThat(
            browser
                .evaluate("document.querySelectorAll('figure details tbody tr').length")
                .intValue())
        .isEqualTo(3 * SampleRun.ROUNDS_IN_EPOCH);
    browser.evaluate("document.querySelector('input[value=tokens]').click()");
    assertThat(texts("figure details tbody tr:last-child th")).containsExactly("18k");
    assertThat(texts("h1")).hasSize(1);
  }

  @Test
  void textsOfACorpusAreShownAndNeverRun() {
    for (Path page : List.of(run, comparison)) {
      browser.open(page, 1280, 900, "light");
      assertThat(browser.evaluate("typeof window.hostile").textValue()).isEqualTo("undefined");
      assertThat(browser.evaluate("document.images.length").intValue()).isZero();
      assertThat(texts("pre")).contains(SampleRun.HOSTILE);
    }
    browser.open(run, 1280, 900, "light");
    assertThat(texts("q")).contains(SampleRun.HOSTILE);
    assertThat(texts("td, th")).contains(SampleRun.HOSTILE);
  }

  @Test
  void aChangeOfTheColourSchemeIsDrawnAnew() {
    browser.open(run, 1280, 900, "light");
    String pixels = "document.querySelector('canvas').toDataURL()";
    String light = browser.evaluate(pixels).textValue();
    browser.scheme("dark");
    browser.evaluate(
        "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
    assertThat(browser.evaluate(pixels).textValue()).isNotEqualTo(light);
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void aComparisonSetsAllRunsThatHaveBegunSideBySide() {
    browser.open(comparison, 1280, 900, "light");
    assertThat(texts("table:first-of-type tbody th")).contains("lstm", "gru<i>", "begun");
    assertThat(texts(".lead"))
        .containsExactly("3 of 4 runs begun; losses are on the validation split");
    assertThat(texts("figure[data-chart='0'] .u-legend th")).contains("lstm", "gru<i>");
    assertThat(texts(".samples h3"))
        .containsExactly("lstm, after epoch 3", "gru<i>, after epoch 1");
  }

  private static List<String> texts(String selector) {
    JsonNode found =
        browser.evaluate(
            Text.format(
                "[...document.querySelectorAll(\"%s\")].map(e => e.textContent)", selector));
    List<String> texts = new ArrayList<>();
    found.forEach(text -> texts.add(text.textValue()));
    return texts;
  }
}
