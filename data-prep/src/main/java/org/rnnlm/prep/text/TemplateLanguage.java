package org.rnnlm.prep.text;

import com.ibm.icu.text.DateFormatSymbols;
import com.ibm.icu.text.DateTimePatternGenerator;
import com.ibm.icu.util.ULocale;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a language writes the numbers and dates of its templates. Immutable. */
final class TemplateLanguage {

  private static final Pattern MONTH_NUMBER = Pattern.compile("0?([1-9])|(1[0-2])");
  private static final Pattern DATE_FIELD = Pattern.compile("'([^']*)'|y+|M+|L+|d+");

  /** The first of a month, in languages that count it so. */
  private static final Map<String, String> FIRST = Map.of("fr", "1er", "it", "1º");

  private final String first;
  private final List<String> months;
  private final String dayDate;
  private final String monthDate;
  private final Numbers numbers;

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
    numbers = new Numbers(code);
  }

  /** Returns a number with its digits in groups; what is no plain number stays. */
  String number(String written) {
    boolean signed = !written.isEmpty() && "+-−".indexOf(written.charAt(0)) >= 0;
    return signed
        ? written.charAt(0) + numbers.grouped(written.substring(1))
        : numbers.grouped(written);
  }

  /** Returns the name of a month by its number, as a date has it; what is no number stays. */
  String month(String written) {
    return MONTH_NUMBER.matcher(written).matches()
        ? months.get(Integer.parseInt(written) - 1)
        : written;
  }

  /** Returns the day of a date. */
  String day(String written) {
    return written.equals("1") ? first : written;
  }

  /** Returns a date in the language's order. The day, or the month and the day, may be empty. */
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
