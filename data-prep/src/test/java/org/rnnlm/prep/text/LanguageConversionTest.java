package org.rnnlm.prep.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageConversionTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "zh: 这台-{zh-hans:计算机; zh-hant:電腦}-很快 => 这台计算机很快",
        "zh: -{zh-hant:電腦; zh-hans:计算机;}- => 计算机",
        "zh: -{zh-tw:軟體; zh-hk:軟件}- => 軟體",
        "zh: -{zh-tw:軟體; zh-cn:软件; zh-hans:软体}- => 软件",
        "zh: 住在-{新西兰}- => 住在新西兰",
        "zh: -{R|zh-cn:不是规则}- => zh-cn:不是规则",
        "zh: 见-{A|zh-cn:打印机; zh-tw:印表機}-一台 => 见打印机一台",
        "zh: -{H|zh-cn:软件; zh-tw:軟體}-本文 => 本文",
        "zh: -{T|zh-cn:软件; zh-tw:軟體}-本文 => 本文",
        "zh: -{-|zh-cn:软件; zh-tw:軟體}-本文 => 本文",
        "zh: -{zh-hans;zh-hant|博客}- => 博客",
        "zh: -{A;S|zh-cn:甲;zh-tw:乙}- => 甲",
        "zh: -{|zh-cn:甲;zh-tw:乙}- => 甲",
        "zh: -{巨集=>zh-cn:宏;}- => 宏",
        "zh: -{zh-cn:甲&nbsp;乙;zh-tw:丙}- => 甲&nbsp;乙",
        "zh: -{[[甲|乙]]}- => [[甲|乙]]",
        "zh: -{zh-cn:[[甲|乙]];zh-tw:[[丙]]}- => [[甲|乙]]",
        "zh: -{zh-cn:-{甲}-乙;zh-tw:丙}- => 甲乙",
        "zh: -{zh-cn:{{a}}-b;zh-tw:c}- => {{a}}-b",
        "zh: a-{{b}}-c => a-{{b}}-c",
        "zh: -{}-a => a",
        "zh: -{甲 => -{甲",
        "zh: 甲}- => 甲}-",
        "zh-Hans: -{zh-hans:甲;zh-hant:乙}- => 甲",
        "sr: -{sr-el:Beograd; sr-ec:Београд}- => Београд",
        "sr: -{NATO}- => NATO",
        "en: a -{b}- c => a -{b}- c",
        "yue: -{zh-hans:甲;zh-hant:乙}- => -{zh-hans:甲;zh-hant:乙}-"
      })
  void eachMarkHasOneReading(String example) {
    String[] parts = example.split(": ", 2);
    String[] sides = parts[1].split(" => ");
    assertThat(new LanguageConversion(parts[0]).shown(sides[0])).isEqualTo(sides[1]);
  }

  @Test
  void marksOfAnyNumberAndDepthTakeTimeByTheirLength() {
    LanguageConversion chinese = new LanguageConversion("zh");
    String deep = "-{甲".repeat(200_000) + "}-".repeat(200_000);
    assertThat(chinese.shown(deep)).startsWith("甲").endsWith("}-");
    assertThat(chinese.shown("-{zh-cn:a;;;".repeat(100_000))).startsWith("-{");
    assertThat(chinese.shown("-{" + "=>".repeat(100_000) + "}-")).startsWith("=>");
  }

  @Test
  void theCleanerReadsThem() {
    assertThat(
            new WikitextCleaner(new Wiki("zh"))
                .clean("", "在-{zh-cn:[[a|甲]];zh-tw:乙}-，{{x|-{y|z}-}}好。"))
        .isEqualTo("在甲，好。");
    assertThat(new WikitextCleaner(new Wiki("zh")).clean("", "用<nowiki>-{甲}-</nowiki>。"))
        .isEqualTo("用-{甲}-。");
  }
}
