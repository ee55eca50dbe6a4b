package org.rnnlm.prep.text;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Templates that stand for words of a sentence, so that leaving them out would leave a hole: what
 * they show, or nearly. Names are those of the English Wikipedia, many of which hold in others too.
 * Units are not converted, and nothing depends on today's date.
 */
final class InlineTemplates {

  /** Names are not longer; what is behind the bar may be. */
  private static final int LONGEST_NAME = 40;

  /** What stands for words is short; a longer one is a quotation or none of these. */
  private static final int LONGEST = 20_000;

  private static final String MONTHS =
      "January February March April May June July August September October November December";

  private static final Function<TemplateArguments, String> FRACTION = InlineTemplates::fraction;

  /** An apostrophe that is no mark of italics, whatever it stands beside. */
  private static final String APOSTROPHE = Literal.hidden("'");

  private static final Map<String, Function<TemplateArguments, String>> SHOWN = new HashMap<>();

  static {
    all(
        arguments -> arguments.at(1),
        """
        nowrap|nobr|nobreak|small|smaller|big|larger|nobold|normal|abbr|tooltip|sic|angbr|smallcaps
        sc|sc2|var|mvar|em|strong|bold|italic|visible anchor|vanchor|ill|interlanguage link|flag
        flagcountry|flagu|flag country|unicode|iast|polytonic|script|gr|hebrew|nts|formatnum|sup|sub
        not a typo|typo|as written|proper name|noitalic|noitalics|nowrap begin|keypress|key press
        literal translation|lit
        """);
    all(
        arguments -> arguments.text("text", 1),
        "quote|blockquote|quotation|cquote|quote frame|poem quote|poemquote|bq|verse translation");
    all(arguments -> arguments.at(2), "lang|langx|font color|color|colour|sort|hs|script/hebrew");
    all(TemplateArguments::last, "transl|transliteration|rtl-lang|font|resize");
    all(Measure::shown, "convert|cvt|conv");
    all(FRACTION, "frac|fraction|sfrac|vulgar fraction");
    all(InlineTemplates::nihongo, "nihongo|nihongo2|nihongo-s");
    all(
        arguments -> date(arguments, 1, ""),
        """
        birth date|birth date and age|start date|start date and age|end date|dob|bda|birth-date
        death date|film date|date
        """);
    all(arguments -> date(arguments, 1, ""), "death date and age|death-date and age|dda");
    all(
        arguments -> date(arguments, 1, arguments.named("lc").isEmpty() ? "As of " : "as of "),
        "as of|asof");
    all(arguments -> "c. " + arguments.span(), "circa|ca|c.");
    all(arguments -> "fl. " + arguments.span(), "floruit|fl.|fl");
    all(arguments -> "r. " + arguments.span(), "reign|r.");
    all(InlineTemplates::value, "val");
    all(arguments -> "×10^" + arguments.at(1), "e|esp");
    all(TemplateArguments::joined, "chem|chem2|smallmath|hlist text");
    all(InlineTemplates::chinese, "zh|zh-cn|zh-tw|zh-hans|zh-hant");
    all(arguments -> "US$" + arguments.at(1), "us$|usd|us dollar");
    all(arguments -> "£" + arguments.at(1), "gbp|£|pound sterling");
    all(arguments -> "€" + arguments.at(1), "eur|€|euro");
    all(arguments -> "₹" + arguments.at(1), "inr|indian rupee|₹");
    all(arguments -> "¥" + arguments.at(1), "jpy|¥|yen");
    for (String ship : List.of("USS", "HMS", "SS", "RMS", "MV", "HMAS", "HMCS", "SMS", "USNS")) {
      all(arguments -> ship(ship, arguments), ship.toLowerCase(Locale.ROOT));
    }
    sign(" – ", "spaced ndash|snd|spnd|spaced en dash|snds|--");
    sign("–", "ndash|en dash|nd");
    sign("—", "mdash|em dash|em-dash");
    sign(" ", "nbsp|space|thinsp|thin space|hair space|hsp|spaces|pad");
    sign(" · ", "·|dot|middot|•|bull|bullet");
    sign(APOSTROPHE, "'|apostrophe");
    sign(APOSTROPHE + "s", "'s|as");
    sign("|", "!|pipe");
    sign("=", "=");
    sign("ʻ", "okina|hamza");
    sign("π", "pi");
    sign("°", "deg|degree");
    sign("×", "times");
    sign("−", "minus");
    sign("&", "amp");
    sign("…", "ellipsis|...");
    sign("BC", "bc");
    sign("BCE", "bce");
    sign("AD", "ad");
    sign("CE", "ce");
  }

  private InlineTemplates() {}

  /**
   * What a template shows, if it stands for words.
   *
   * @param text holds the template's name and arguments, without its braces, from a place to its
   *     end
   */
  static Optional<String> shown(StringBuilder text, int start) {
    int nameEnd = nameEnd(text, start);
    if (nameEnd < 0 || text.length() - start > LONGEST) {
      return Optional.empty();
    }
    String name = name(text.substring(start, nameEnd));
    Function<TemplateArguments, String> shown = SHOWN.get(name);
    if (shown == null && name.startsWith("lang-")) {
      shown = arguments -> arguments.text("text", 1);
    }
    if (shown == null) {
      return Optional.empty();
    }
    String rest = nameEnd < text.length() ? text.substring(nameEnd + 1) : "";
    String words = shown.apply(new TemplateArguments(rest));
    if (words.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(shown == FRACTION && isBehindDigit(text, start) ? " " + words : words);
  }

  private static boolean isBehindDigit(StringBuilder text, int start) {
    return start > 0 && Character.isDigit(text.charAt(start - 1));
  }

  /** The place of the bar, or of a function's colon, behind the name; -1 if that is too long. */
  private static int nameEnd(StringBuilder text, int start) {
    int latest = Math.min(text.length(), start + LONGEST_NAME);
    for (int i = start; i < latest; i++) {
      char c = text.charAt(i);
      if (c == '|' || c == ':' && i > start) {
        return i;
      }
    }
    return latest == text.length() ? latest : -1;
  }

  private static String name(String written) {
    return written.replace('_', ' ').strip().toLowerCase(Locale.ROOT);
  }

  private static void all(Function<TemplateArguments, String> shown, String names) {
    for (String name : names.strip().split("[|\n]")) {
      SHOWN.put(name.strip(), shown);
    }
  }

  private static void sign(String sign, String names) {
    all(arguments -> sign, names);
  }

  private static String fraction(TemplateArguments arguments) {
    String one = arguments.at(1);
    String two = arguments.at(2);
    String three = arguments.at(3);
    if (!three.isEmpty()) {
      return one + " " + two + "/" + three;
    }
    return two.isEmpty() ? "1/" + one : one + "/" + two;
  }

  private static String nihongo(TemplateArguments arguments) {
    String inner =
        arguments.at(2)
            + (arguments.at(2).isEmpty() || arguments.at(3).isEmpty() ? "" : ", ")
            + arguments.at(3);
    return inner.isEmpty() ? arguments.at(1) : (arguments.at(1) + " (" + inner + ")").strip();
  }

  private static String chinese(TemplateArguments arguments) {
    StringBuilder shown = new StringBuilder();
    for (String key : List.of("c", "s", "t", "p")) {
      String value = arguments.named(key);
      if (!value.isEmpty()) {
        shown.append(shown.isEmpty() ? "" : "; ").append(value);
      }
    }
    return shown.isEmpty() ? arguments.at(1) : shown.toString();
  }

  private static String value(TemplateArguments arguments) {
    String exponent = arguments.named("e");
    String unit = arguments.named("u").isEmpty() ? arguments.named("ul") : arguments.named("u");
    return (arguments.at(1) + (exponent.isEmpty() ? "" : "×10^" + exponent) + " " + unit).strip();
  }

  private static String ship(String prefix, TemplateArguments arguments) {
    String number = arguments.at(2);
    return prefix + " " + arguments.at(1) + (number.isEmpty() ? "" : " (" + number + ")");
  }

  /** Year, month and day from an argument on, the latter two if given. */
  private static String date(TemplateArguments arguments, int first, String before) {
    String year = arguments.at(first);
    String month = month(arguments.at(first + 1));
    String day = arguments.at(first + 2);
    if (month.isEmpty()) {
      return before + year;
    }
    if (day.isEmpty()) {
      return before + month + " " + year;
    }
    boolean dayFirst = !arguments.named("df").isEmpty();
    return before + (dayFirst ? day + " " + month + " " + year : month + " " + day + ", " + year);
  }

  private static String month(String number) {
    return number.matches("0?[1-9]|1[0-2]")
        ? MONTHS.split(" ")[Integer.parseInt(number) - 1]
        : number;
  }
}
