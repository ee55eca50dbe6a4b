package org.rnnlm.jobs;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.rnnlm.jobs.settings.Manual;
import org.rnnlm.jobs.settings.NearestKey;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with arguments, what was probably meant, and where help is. */
final class WrongUsage {
  private static final Pattern CHOICES =
      Pattern.compile("expected one of \\[(.*?)\\] \\(case-insensitive\\) but was ");

  private WrongUsage() {}

  /** Tells of it; returns the exit code. */
  static int tell(ParameterException failure) {
    CommandLine command = failure.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("error: " + message(failure));
    err.println("see: submit/" + command.getCommandSpec().qualifiedName() + " --help");
    return CommandLine.ExitCode.USAGE;
  }

  private static String message(ParameterException failure) {
    List<String> unmatched =
        failure instanceof UnmatchedArgumentException extra
            ? extra.getUnmatched()
            : failure instanceof MissingParameterException
                ? failure.getCommandLine().getUnmatchedArguments() // a misspelt one is missing too
                : List.of();
    return unmatched.isEmpty()
        ? readable(failure.getMessage())
        : unknown(unmatched, failure.getCommandLine());
  }

  /** Returns picocli's message, with choices and kinds of values as people know them. */
  private static String readable(String message) {
    String choices =
        CHOICES
            .matcher(message.replaceFirst("^Error: ", "")) // of groups
            .replaceFirst(
                found ->
                    "it is one of "
                        + found.group(1).toLowerCase(Locale.ROOT).replace('_', '-')
                        + ", not ");
    return choices
        .replaceFirst("is not an? (int|long)$", "is not a whole number")
        .replaceFirst("is not an? (double|float)$", "is not a number");
  }

  /** Returns what there is not of what was given: an option, a command, or place for more. */
  private static String unknown(List<String> given, CommandLine command) {
    Optional<String> option = given.stream().filter(word -> word.startsWith("-")).findFirst();
    if (option.isPresent()) {
      String name = option.get().replaceFirst("=.*", "");
      return "there is no option '" + name + "'" + meant(name, command);
    }
    if (command.getSubcommands().isEmpty()) {
      return "'"
          + given.get(0)
          + "' is one argument too many"
          + (command.getCommandSpec().optionsMap().containsKey("--set")
              ? "; settings are given as --set KEY=VALUE, without spaces"
              : "");
    }
    String guess =
        NearestKey.to(given.get(0), command.getSubcommands().keySet())
            .map(near -> "; did you mean " + near + "?")
            .orElse("");
    return "there is no command '" + given.get(0) + "'" + guess;
  }

  /** Guesses what was meant by an option: a setting, where the command takes them, or another. */
  private static String meant(String option, CommandLine command) {
    var options = command.getCommandSpec().optionsMap().keySet();
    String name = option.replaceFirst("^-+", "");
    Optional<String> setting =
        Manual.settings().stream()
            .map(Manual.Entry::key)
            .filter(key -> options.contains("--set") && key.endsWith("." + name))
            .findFirst();
    return setting
        .map(key -> "; settings are given by --set, such as --set " + key + "=VALUE")
        .or(() -> NearestKey.to(option, options).map(near -> "; did you mean " + near + "?"))
        .orElse("");
  }
}
