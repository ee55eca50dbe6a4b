package org.rnnlm.prep.text;

import com.ibm.icu.text.DecimalFormat;
import com.ibm.icu.text.DecimalFormatSymbols;
import com.ibm.icu.text.NumberFormat;
import com.ibm.icu.text.PluralRules;
import com.ibm.icu.util.ULocale;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Numbers as a language writes them, and the forms of words that follow them. */
final class Numbers {

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(?:\\d{1,30}(?:\\.\\d{0,30})?|\\.\\d{1,30})");
  private static final Pattern EXACT_FORM = Pattern.compile("\\d{1,9}=.*", Pattern.DOTALL);

  /** Where MediaWiki parts groups of digits by a space, and ICU does not. */
  private static final Set<String> SPACED = Set.of("es", "it", "pt");

  /** Where MediaWiki leaves four digits together. */
  private static final Set<String> FOUR_TOGETHER = Set.of("es", "pl", "ru");

  /** The digits that MediaWiki's calculations show. */
  private static final MathContext SHOWN = new MathContext(14, RoundingMode.HALF_EVEN);

  private static final List<String> PLURALS = List.of("zero", "one", "two", "few", "many", "other");

  private static final Set<String> LANGUAGES =
      Stream.of(ULocale.getAvailableLocales())
          .map(ULocale::getLanguage)
          .collect(Collectors.toUnmodifiableSet());

  private final ULocale locale;

  /** Where the language is not known, or not to ICU, its numbers are written as in English. */
  Numbers(String language) {
    ULocale known = new ULocale(language);
    this.locale = LANGUAGES.contains(known.getLanguage()) ? known : ULocale.ENGLISH;
  }

  /**
   * Returns the value of a plain number, with a point and without groups; empty for other texts.
   */
  static OptionalDouble parsed(String text) {
    return NUMBER.matcher(text).matches()
        ? OptionalDouble.of(Double.parseDouble(text))
        : OptionalDouble.empty();
  }

  /** Returns a number as calculations show it: no groups, no exponent, no zeros behind it. */
  static String plain(double number) {
    BigDecimal rounded = new BigDecimal(number).round(SHOWN);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }

  /**
   * Returns a plain number with the language's groups, decimal sign and digits; other texts as they
   * are.
   */
  String grouped(String number) {
    if (!NUMBER.matcher(number).matches()) {
      return number;
    }
    int point = number.indexOf('.');
    int decimals = point < 0 ? 0 : number.length() - point - 1;
    DecimalFormat format = (DecimalFormat) NumberFormat.getInstance(locale);
    if (SPACED.contains(locale.getLanguage())) {
      DecimalFormatSymbols symbols = format.getDecimalFormatSymbols();
      symbols.setGroupingSeparator(' ');
      format.setDecimalFormatSymbols(symbols);
    }
    format.setMinimumGroupingDigits(FOUR_TOGETHER.contains(locale.getLanguage()) ? 2 : 1);
    format.setMinimumFractionDigits(decimals);
    format.setMaximumFractionDigits(decimals);
    return format.format(new BigDecimal(number));
  }

  /**
   * Returns the form of a word that fits a number. Empty where there is none or the number is not
   * known.
   *
   * @param forms in the order of the language's plurals, and such as {@code 12=a dozen}
   */
  Optional<String> plural(String number, List<String> forms) {
    OptionalDouble parsed = parsed(number.replace(",", ""));
    if (parsed.isEmpty()) {
      return Optional.empty();
    }
    List<String> general = new ArrayList<>();
    for (String form : forms) {
      if (!EXACT_FORM.matcher(form).matches()) {
        general.add(form);
      } else if (form.startsWith(plain(parsed.getAsDouble()) + "=")) {
        return Optional.of(form.substring(form.indexOf('=') + 1));
      }
    }
    if (general.isEmpty()) {
      return Optional.empty();
    }
    PluralRules rules = PluralRules.forLocale(locale);
    List<String> names = PLURALS.stream().filter(rules.getKeywords()::contains).toList();
    int form = names.indexOf(rules.select(Math.abs(parsed.getAsDouble())));
    return Optional.of(general.get(Math.min(form, general.size() - 1)));
  }
}
