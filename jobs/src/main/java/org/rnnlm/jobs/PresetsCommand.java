package org.rnnlm.jobs;

import java.util.Map;
import java.util.concurrent.Callable;
import org.rnnlm.jobs.settings.Manual;
import org.rnnlm.text.Text;
import picocli.CommandLine.Command;

/** {@code presets}: the settings that come with the program. */
@Command(
    name = "presets",
    description = "Lists the presets that --config takes by name, and what each is for.",
    mixinStandardHelpOptions = true)
final class PresetsCommand implements Callable<Integer> {
  private final ConsoleOptions console;

  PresetsCommand(ConsoleOptions console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Manual.presets().forEach((name, about) -> System.out.println(row(name, about)));
    console.result(Map.of("presets", Manual.presets()));
    return 0;
  }

  private static String row(String name, String about) {
    return Text.format("%-24s %s", name, about);
  }
}
