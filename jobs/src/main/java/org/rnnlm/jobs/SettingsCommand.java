package org.rnnlm.jobs;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.rnnlm.jobs.settings.Manual;
import org.rnnlm.text.Text;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code settings}: what can be set, with the manual of every key. */
@Command(
    name = "settings",
    description = {
      "Lists the settings and their defaults, or explains one.",
      "With a key, or a group such as train, it shows what conf/reference.conf says of them."
    },
    mixinStandardHelpOptions = true)
final class SettingsCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "KEY",
      description = "Names a setting, such as train.epochs, or a group of them, such as train.")
  private Optional<String> key = Optional.empty();

  @Spec private CommandSpec command;

  private final ConsoleOptions console;

  SettingsCommand(ConsoleOptions console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (key.isEmpty()) {
      Manual.settings().forEach(entry -> System.out.println(entry.assignment()));
      console.result(Map.of("settings", Manual.settings()));
      return 0;
    }
    List<Manual.Entry> found = Manual.settings(key.get());
    if (found.isEmpty()) {
      throw new ParameterException(
          command.commandLine(),
          Text.format(
              "there is no setting and no group '%s'; %s",
              key.get(),
              Manual.nearest(key.get())
                  .map(near -> "did you mean " + near + "?")
                  .orElse("leave it out to see them all")));
    }
    found.forEach(SettingsCommand::explain);
    console.result(Map.of("settings", found));
    return 0;
  }

  private static void explain(Manual.Entry entry) {
    System.out.println(entry.assignment());
    entry.about().forEach(line -> System.out.println("    " + line));
  }
}
