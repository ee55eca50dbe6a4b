package org.rnnlm.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The page of commands names what there is. */
class CommandsPageTest {
  /** Options that many commands have; the page's head tells of them once. */
  private static final Set<String> OF_MANY =
      Set.of("--help", "--version", "--quiet", "--progress", "--json", "--config", "--set");

  /** Commands that share a section with others. */
  private static String section(String command) {
    return command.equals("presets") || command.equals("settings")
        ? "settings and presets"
        : command;
  }

  static Stream<String> commands() {
    return ConsoleTest.commands().stream();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyOptionOfACommandStandsInItsSection(String command) throws IOException {
    String page = Files.readString(SubmitScript.ROOT.resolve("jobs/COMMANDS.md"));
    String text =
        Pattern.compile("^## ", Pattern.MULTILINE)
            .splitAsStream(page)
            .filter(section -> section.startsWith(section(command) + "\n"))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no section of " + command));
    assertThat(options(command)).allSatisfy(option -> assertThat(text).contains(option));
  }

  private static List<String> options(String command) {
    CommandLine found = Main.commandLine().getSubcommands().get(command);
    Set<String> checkpoint =
        Set.of("--checkpoint", "--which"); // told once, in the section of evaluate
    return found.getCommandSpec().options().stream()
        .filter(option -> !option.hidden())
        .map(OptionSpec::longestName)
        .filter(name -> !OF_MANY.contains(name))
        .filter(name -> command.equals("evaluate") || !checkpoint.contains(name))
        .collect(Collectors.toList());
  }
}
