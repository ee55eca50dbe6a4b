package org.rnnlm.jobs;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.rnnlm.io.StandardError;
import org.rnnlm.text.Text;

/**
 * Makes a process the same on every machine, whatever language and letters that has. submit/rnnlm
 * does more, before Java starts: the character set of arguments and of files' names is then fixed.
 */
final class Surroundings {
  /** What Java puts for letters that the character set of the environment does not have. */
  private static final char LOST = '\uFFFD';

  private Surroundings() {}

  /**
   * Has libraries write digits and words that all understand, and both streams write UTF-8, above a
   * line of progress if there is one.
   */
  static void settle() {
    Locale.setDefault(Locale.ROOT);
    StandardError err = new StandardError(System.err);
    System.setOut(err.beside(System.out));
    System.setErr(err);
  }

  /**
   * Returns why the arguments cannot be meant as they arrived.
   *
   * @param charset that of arguments and of files' names, as Java names it
   */
  static Optional<String> refusal(String charset, String... arguments) {
    return Arrays.stream(arguments)
        .filter(argument -> !isUtf8(charset) && argument.indexOf(LOST) >= 0)
        .findFirst()
        .map(
            argument ->
                Text.format(
                    "error: the argument \"%s\" has lost letters, since this environment's"
                        + " characters are %s; set LC_ALL=C.UTF-8, or start by submit/rnnlm, which"
                        + " does",
                    argument, charset));
  }

  /** Returns what to tell where files may be missed because their names hold other letters. */
  static Optional<String> warning(String charset) {
    return isUtf8(charset)
        ? Optional.empty()
        : Optional.of(
            "warning: this environment's characters are "
                + charset
                + ": files whose names have others cannot be read; set LC_ALL=C.UTF-8, or start by"
                + " submit/rnnlm, which does");
  }

  /** Returns the character set of arguments and of files' names. */
  static String charset() {
    return System.getProperty("sun.jnu.encoding", "UTF-8");
  }

  private static boolean isUtf8(String charset) {
    return charset.equalsIgnoreCase("UTF-8");
  }
}
