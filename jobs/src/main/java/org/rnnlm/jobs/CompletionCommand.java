package org.rnnlm.jobs;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;

/** {@code completion}: a script by which a shell completes commands and options. */
@Command(
    name = "completion",
    description = {
      "Prints a script by which bash or zsh completes commands and options.",
      "The shell reads it by: source <(submit/rnnlm completion)"
    },
    mixinStandardHelpOptions = true)
final class CompletionCommand implements Callable<Integer> {
  private final ConsoleOptions console;

  CompletionCommand(ConsoleOptions console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    String script = AutoComplete.bash("rnnlm", Main.commandLine());
    System.out.print(script);
    console.result(Map.of("script", script));
    return 0;
  }
}
