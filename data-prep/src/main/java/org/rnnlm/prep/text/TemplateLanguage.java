package org.rnnlm.prep.text;

import com.ibm.icu.text.DateFormatSymbols;
import com.ibm.icu.text.DateTimePatternGenerator;
import com.ibm.icu.text.DecimalFormat;
import com.ibm.icu.text.NumberFormat;
import com.ibm.icu.util.ULocale;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a language writes the numbers and dates of its templates. Immutable. */
final class TemplateLanguage {

  private static final Pattern PLAIN_NUMBER =
      Pattern.compile("([-−]?)([0-9]{1,18})(?:\\.([0-9]+))?");
  private static final Pattern MONTH_NUMBER = Pattern.compile("0?([1-9])|(1[0-2])");
  private static final Pattern DATE_FIELD = Pattern.compile("'([^']*)'|y+|M+|L+|d+");

  /** The first of a month, in languages that count it so. */
  private static final Map<String, String> FIRST = Map.of("fr", "1er", "it", "1º");

  /** Where MediaWiki parts groups of digits otherwise than ICU. */
  private static final Map<String, String> GROUPS = Map.of("es", " ", "it", " ", "pt", " ");

  /** Where MediaWiki leaves four digits together. */
  private static final Set<String> FOUR_TOGETHER = Set.of("es", "pl", "ru");

  private final String first;
  private final List<String> months;
  private final String dayDate;
  private final String monthDate;
  private final String groupSeparator;
  private final String decimalSeparator;
  private final int ungroupedDigits;

  TemplateLanguage(String code) {
    ULocale locale = new ULocale(code);
    first = FIRST.getOrDefault(code, "1");
    months =
        List.of(
            DateFormatSymbols.getInstance(locale)
                .getMonths(DateFormatSymbols.FORMAT, DateFormatSymbols.WIDE));
    DateTimePatternGenerator patterns = DateTimePatternGenerator.getInstance(locale);
    dayDate = patterns.getBestPattern("yMMMMd");
    monthDate = patterns.getBestPattern("yMMMM");
    DecimalFormat numbers = (DecimalFormat) NumberFormat.getInstance(locale);
    groupSeparator =
        GROUPS.getOrDefault(code, numbers.getDecimalFormatSymbols().getGroupingSeparatorString());
    decimalSeparator = numbers.getDecimalFormatSymbols().getDecimalSeparatorString();
    ungroupedDigits = FOUR_TOGETHER.contains(code) ? 4 : 3;
  }

  /** A number with its digits in groups; what is no plain number stays. */
  String number(String written) {
    Matcher number = PLAIN_NUMBER.matcher(written);
    if (!number.matches()) {
      return written;
    }
    StringBuilder digits = new StringBuilder(number.group(2));
    if (digits.length() > ungroupedDigits) {
      for (int i = digits.length() - 3; i > 0; i -= 3) {
        digits.insert(i, groupSeparator);
      }
    }
    String rest = number.group(3) == null ? "" : decimalSeparator + number.group(3);
    return number.group(1) + digits + rest;
  }

  /** The name of a month by its number, as a date has it; what is no number stays. */
  String month(String written) {
    return MONTH_NUMBER.matcher(written).matches()
        ? months.get(Integer.parseInt(written) - 1)
        : written;
  }

  /** The day of a date. */
  String day(String written) {
    return written.equals("1") ? first : written;
  }

  /** A date in the language's order. The day, or the month and the day, may be empty. */
  String date(String year, String month, String day) {
    if (month.isEmpty() || year.isEmpty()) {
      return (day + " " + month(month) + " " + year).strip();
    }
    return DATE_FIELD
        .matcher(day.isEmpty() ? monthDate : dayDate)
        .replaceAll(field -> Matcher.quoteReplacement(field(field.group(), year, month, day)));
  }

  private String field(String field, String year, String month, String day) {
    return switch (field.charAt(0)) {
      case 'y' -> year;
      case 'M', 'L' -> field.length() < 3 ? month : month(month);
      case 'd' -> day(day);
      default -> field.replace("'", "");
    };
  }
}
