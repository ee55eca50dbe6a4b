package org.rnnlm.jobs;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Tells arguments that hold a key or a password. All users of a machine see a program's arguments,
 * and logs keep them; {@code submit/rnnlm} looks for the same names.
 */
final class Secrets {
  private static final Pattern ASSIGNMENT =
      Pattern.compile(
          "(?:--?[\\w-]+[= ])?[\\w.-]*?(secret[._-]?(?:access[._-]?)?key|access[._-]?key(?:[._-]id)?"
              + "|account[._-]?key[\\w.-]*|session[._-]?token|(?:\\b|[._-])token|passw(?:or)?d"
              + "|(?:\\b|[._-])secret)\\s*=.+",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern LOGIN =
      Pattern.compile(
          "s3[an]?://[^/@:]*:[^@]*@|\\w+://[^/@:\\s]*:[^/@\\s]*@", Pattern.CASE_INSENSITIVE);

  private Secrets() {}

  /** Returns why arguments are refused, if they are; the argument itself is not repeated. */
  static Optional<String> refusal(String... arguments) {
    return Arrays.stream(arguments).flatMap(Secrets::name).findFirst().map(Secrets::message);
  }

  /**
   * Tells why the words of this process's whole command line are refused, if they are;
   * spark-submit's options are among them.
   */
  static Optional<String> refusalOfProcess() {
    return refusal(System.getProperty("sun.java.command", "").split(" "));
  }

  private static Stream<String> name(String argument) {
    Matcher assignment = ASSIGNMENT.matcher(argument);
    if (assignment.matches()) {
      return Stream.of("a setting that ends with '" + assignment.group(1) + "'");
    }
    return LOGIN.matcher(argument).find()
        ? Stream.of("a path with a login before '@'")
        : Stream.of();
  }

  private static String message(String what) {
    return "error: an argument is "
        + what
        + ", which looks like a key; everyone on this machine can read arguments. Put keys into a credential store of Hadoop's or the environment: submit/STORAGE.md";
  }
}
