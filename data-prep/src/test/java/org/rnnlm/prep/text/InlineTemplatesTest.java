package org.rnnlm.prep.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InlineTemplatesTest {

  private static final Map<String, WikitextCleaner> CLEANERS = new HashMap<>();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "en: in C{{music|sharp}} minor and B{{music|flat}} major => in C♯ minor and B♭ major",
        "en: the {{ship|Japanese battleship|Yamato}} sank => the Japanese battleship Yamato sank",
        "en: the {{ship||Mary Rose}} sank => the Mary Rose sank",
        "en: the {{USS|Oak|CV-6|2}} or {{HMS|Elm}} or {{ship|USS|Ash|DD-1}} => "
            + "the Oak or HMS Elm or USS Ash (DD-1)",
        "en: a {{sclass|Nimitz|aircraft carrier}} => a Nimitz-class aircraft carrier",
        "en: {{ordinal|1}}, {{ordinal|12}}, {{ordinal|23}} => 1st, 12th, 23rd",
        "en: {{As of|2010|5|alt=In May 2010}} it stood => In May 2010 it stood",
        "en: {{as of|2010|5|12|df=y|lc=y}} => as of 12 May 2010",
        "en: {{formatnum:1234567.25}} trees => 1,234,567.25 trees",
        "en: it is {{US$|5 million}} or {{£|3}} => it is US$5 million or £3",
        "en: {{code|x}} and {{citation needed span|this|date=May}} => x and this",
        "en: in 6{{e|12}} and 7{{±|2}} => in 6×10^12 and 7±2",
        "en: {{BC}} and {{bce}} => BC and BCE",
        "en: {{height|ft=6|in=2}} or {{ft in|5|3}} => 6 ft 2 in or 5 ft 3 in",
        "en: a{{pipe}}b {{=}} c => a|b = c",
        "fr: Au XX{{e}} siècle, le 2{{nd}} fils et le 1{{er}} vin. => "
            + "Au XXe siècle, le 2nd fils et le 1er vin.",
        "fr: Né le {{date|12|mai|1901}}, marié le {{date|1|6|1980|en musique}}. => "
            + "Né le 12 mai 1901, marié le 1er juin 1980.",
        "fr: en {{date||juin|1980}} => en juin 1980",
        "fr: {{nombre|5|arbres}}, {{unité|20000|m}}, {{unité|30|m|3|s|-1}} => "
            + "5 arbres, 20 000 m, 30 m3 s-1",
        "fr: au {{s|XIX|e}}, au {{-s|IV|e}}, aux {{s2|XIX|e|XX|e}} => "
            + "au XIXe siècle, au IVe siècle av. J.-C., aux XIXe et XXe siècles",
        "fr: {{M.}} Dupont et {{Mme}} Martin à {{heure|12|30}} => M. Dupont et Mme Martin à 12 h"
            + " 30",
        "fr: un {{langue|en|oak}} dit {{citation|chêne}} en do{{dièse}} => "
            + "un oak dit « chêne » en do♯",
        "fr: le {{1er}} et la {{lien|lang=en|trad=Oak|fr=Chêne|texte=chênaie}} => "
            + "le 1er et la chênaie",
        "es: a {{unidad|20|km}} o {{unidad|12345|m}} del mar => a 20 km o 12 345 m del mar",
        "es: el {{fecha|12|5|1901}}, en {{esd|100 a}} => el 12 de mayo de 1901, en 100 a",
        "es: en el {{siglo|V|a|s}} y el {{siglo|XX||s}} => en el siglo V a. C. y el siglo XX",
        "es: dijo {{comillas|sí}} en {{lang|en|oak}} => dijo «sí» en oak",
        "de: {{enS|oak}} und {{grcS|δρῦς|drys}} => englisch oak und altgriechisch δρῦς drys",
        "de: {{Zahl|12345}} Bäume, {{Bruch|1|2}} Euro => 12.345 Bäume, 1/2 Euro",
        "de: Er sagte {{\"|ja}} und {{Abkürzung|z. B.|zum Beispiel}} => "
            + "Er sagte „ja“ und z. B.",
        "de: {{lang|la|quercus}} in {{Höhe|1234|DE}} => quercus in 1.234 m",
        "it: a {{M|20000|ul=km}} il {{Data|1|05|1901}} => a 20 000 km il 1º maggio 1901",
        "it: {{citazione necessaria|è vero|data}} nel 300 {{a.C.}} => è vero nel 300 a.C.",
        "it: {{TA|100 km}} e {{lang-en|oak}} in do{{diesis}} => 100 km e oak in do♯",
        "pt: a {{fmtn|20000|km}} em {{dtlink|12|5|1901}} => a 20 000 km em 12 de maio de 1901",
        "pt: em {{AC|300}} e no {{séc|XX}} => em 300 a.C. e no século XX",
        "pt: {{lang-en|oak}}, {{nowrap|10 km}} => oak, 10 km",
        "nl: {{Aut|Jansen}} schreef {{citaat|ja}} over {{breuk|1|2}} => Jansen schreef ja over 1/2",
        "nl: {{formatnum:12345}} bomen, {{lang|en|oak}} => 12.345 bomen, oak",
        "nl: in 50 {{v.Chr.}} en {{convert|5|km|mi}} => in 50 v.Chr. en 5 km",
        "pl: {{liczba|12345}} drzew, {{ułamek|1|2}} => 12 345 drzew, 1/2",
        "pl: {{okręt|USS|Oak}} w 50 {{p.n.e.}} => USS Oak w 50 p.n.e.",
        "pl: {{kapitaliki|Jan}} i {{data|12|5|1901}} => Jan i 12 maja 1901",
        "ru: {{num|12345|метров}}, {{дата|12|5|1901}} => 12 345 метров, 12 мая 1901",
        "ru: {{lang-en|oak}} и {{s|100 км}} в {{OldStyleDate|12 мая|1901|30 апреля}} => "
            + "англ. oak и 100 км в 30 апреля [12 мая] 1901",
        "ru: {{не переведено 5|Дуб|дубом|en|Oak}} с 10{{e|6}} => дубом с 10·10^6",
        "ja: {{仮リンク|樫|en|Oak}}と{{ルビ|漢字|かんじ}} => 樫と漢字（かんじ）",
        "ja: {{生年月日と年齢|1901|5|12}}、{{JIS2004フォント|辻}} => 1901年5月12日、辻",
        "ja: {{lang|en|oak}}と{{lang-en|oak}} => oakとoak",
        "zh: {{link-en|橡树|Oak}}、{{le|橡树|Oak|橡}}、{{tsl|en|Oak|橡树}} => 橡树、橡、橡树",
        "zh: 甲{{bd|1901年|5月12日|1980年|6月3日}} => 甲（1901年5月12日—1980年6月3日）",
        "zh: {{birth date|1901|5|12}}，{{lang-en|oak}}，{{僻字|㐂}} => 1901年5月12日，oak，㐂",
        "sv: {{lang|en|oak}} och {{nowrap|{{convert|5|km}}}} => oak och 5 km"
      })
  void templatesShowTheWordsOfTheirWiki(String example) {
    String[] parts = example.split(": ", 2);
    String[] sides = parts[1].split(" => ");
    WikitextCleaner cleaner =
        CLEANERS.computeIfAbsent(parts[0], language -> new WikitextCleaner(new Wiki(language)));
    assertThat(cleaner.clean("", "x " + sides[0] + " y")).isEqualTo("x " + sides[1] + " y");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fr: {{convertir|5}}",
        "fr: {{mdash-en}}",
        "de: {{e}}",
        "de: {{nd}}",
        "de: {{USS|Oak}}",
        "sv: {{date|12|5|1901}}",
        "sv: {{birth date|1901|5|12}}",
        "'': {{as of|2010}}",
        "en: {{nombre|5}}",
        "en: {{ce}}",
        "en: {{uss|Oak}}",
        "ja: {{BC}}"
      })
  void anUnknownNameLeavesAGap(String example) {
    String[] parts = example.split(": ", 2);
    WikitextCleaner cleaner = new WikitextCleaner(new Wiki(parts[0].replace("'", "")));
    assertThat(cleaner.clean("", "x " + parts[1] + " y")).isEqualTo("x y");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"common", "de", "en", "es", "fr", "it", "ja", "nl", "pl", "pt", "ru", "zh"})
  void everyNameOfATableStandsInItOnce(String language) {
    assertThat(WordTable.lines("templates/" + language + ".txt"))
        .filteredOn(line -> line.contains(" =>"))
        .flatMap(line -> List.of(line.split(" =>", 2)[0].split(" \\| ")))
        .doesNotHaveDuplicates();
  }

  @Test
  void patternsAreMadeOfArgumentsChoicesAndParts() {
    assertShown("{1}[ – {2}]", "a", "a");
    assertShown("{1}[ – {2}]", "a|b", "a – b");
    assertShown("{1}[ ({2}[, {3}])]", "a|b", "a (b)");
    assertShown("{1}[ ({2}[, {3}])]", "a|b|c", "a (b, c)");
    assertShown("{x|2|1}", "a", "a");
    assertShown("{x|2|1}", "a|b|x=c", "c");
    assertShown("{lc?as|As} of", "lc=y", "as of");
    assertShown("{lc?as|As} of", "", "As of");
    assertShown("{1=a?b|c}", "a", "b");
    assertShown("{1=a?b|c}", "ab", "c");
    assertShown("\\[{1}\\]", "a", "[a]");
    assertShown("\" – \"", "", " – ");
    assertShown("", "a", "");
  }

  private static void assertShown(String pattern, String arguments, String shown) {
    String raw =
        new TemplatePattern(pattern, new TemplateLanguage("en"))
            .shown(new TemplateArguments(arguments));
    Line line = new Line();
    line.text("x" + raw + "x");
    assertThat(line.take()).isEqualTo("x" + shown + "x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{1", "[{1}", "{@nothing 1}", "{@month}", "{@date 1 2}", "{}"})
  void aPatternThatIsNoneIsRefused(String pattern) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TemplatePattern(pattern, new TemplateLanguage("en")));
  }
}
