package org.rnnlm.prep.pairs;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.rnnlm.text.Text;

/**
 * Days of the years 1900 to 2099, as people write them. No way of writing can be read as two days:
 * numbers between slashes begin with the month, those between dots with the day.
 */
final class WrittenDates {
  private static final LocalDate FIRST = LocalDate.of(1900, 1, 1);
  private static final LocalDate LAST = LocalDate.of(2099, 12, 31);
  private static final long DAYS = LAST.toEpochDay() - FIRST.toEpochDay() + 1;

  private static final List<String> MONTHS =
      List.of(
          "January",
          "February",
          "March",
          "April",
          "May",
          "June",
          "July",
          "August",
          "September",
          "October",
          "November",
          "December");

  private static final List<String> WEEKDAYS =
      List.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday");

  private static final List<Function<LocalDate, String>> FORMS =
      List.of(
          day -> day.getDayOfMonth() + " " + month(day) + " " + day.getYear(),
          day -> month(day) + " " + day.getDayOfMonth() + ", " + day.getYear(),
          day -> shortMonth(day) + " " + day.getDayOfMonth() + ", " + day.getYear(),
          day -> day.getDayOfMonth() + " " + shortMonth(day) + " " + day.getYear(),
          day -> ordinal(day) + " " + month(day) + " " + day.getYear(),
          day -> "the " + ordinal(day) + " of " + month(day) + ", " + day.getYear(),
          day ->
              weekday(day) + ", " + month(day) + " " + day.getDayOfMonth() + ", " + day.getYear(),
          day ->
              weekday(day).substring(0, 3)
                  + " "
                  + day.getDayOfMonth()
                  + " "
                  + shortMonth(day)
                  + " "
                  + day.getYear(),
          day -> day.getMonthValue() + "/" + day.getDayOfMonth() + "/" + day.getYear(),
          day -> numbers("%02d.%02d.%d", day.getDayOfMonth(), day.getMonthValue(), day.getYear()),
          day -> numbers("%04d/%02d/%02d", day.getYear(), day.getMonthValue(), day.getDayOfMonth()),
          day ->
              month(day).toUpperCase(Locale.ROOT)
                  + " "
                  + day.getDayOfMonth()
                  + " "
                  + day.getYear());

  private WrittenDates() {}

  static GeneratedPair pair(SplittableRandom random) {
    LocalDate day = FIRST.plusDays(random.nextLong(DAYS));
    Function<LocalDate, String> form = FORMS.get(random.nextInt(FORMS.size()));
    return new GeneratedPair(form.apply(day), day.toString());
  }

  private static String numbers(String format, Object... parts) {
    return Text.format(format, parts);
  }

  private static String month(LocalDate day) {
    return MONTHS.get(day.getMonthValue() - 1);
  }

  private static String shortMonth(LocalDate day) {
    return month(day).substring(0, 3);
  }

  private static String weekday(LocalDate day) {
    return WEEKDAYS.get(day.getDayOfWeek().getValue() - 1);
  }

  /** 1st, 2nd, 3rd, 4th, 11th, 21st. */
  private static String ordinal(LocalDate day) {
    int number = day.getDayOfMonth();
    boolean teen = number / 10 == 1;
    return number
        + switch (number % 10) {
          case 1 -> teen ? "th" : "st";
          case 2 -> teen ? "th" : "nd";
          case 3 -> teen ? "th" : "rd";
          default -> "th";
        };
  }
}
