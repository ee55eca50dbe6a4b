package org.rnnlm.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.SparkEnv;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.rnnlm.text.Text;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What commands say before anything is started. */
class ConsoleTest {
  @TempDir private Path folder;

  static List<String> commands() {
    return Main.commandLine().getSubcommands().keySet().stream()
        .filter(name -> !name.equals("help"))
        .sorted()
        .toList();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void theListOfCommandsTellsOfEachInAWholeSentence(String command) {
    String[] about =
        Main.commandLine()
            .getSubcommands()
            .get(command)
            .getCommandSpec()
            .usageMessage()
            .description();
    assertThat(about).isNotEmpty();
    assertThat(about[0]).matches("[A-Z].*\\.");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyOptionIsExplainedInWholeSentences(String command) {
    CommandSpec spec = Main.commandLine().getSubcommands().get(command).getCommandSpec();
    assertThat(spec.args())
        .filteredOn(argument -> !argument.isOption() || !isNotOurs((OptionSpec) argument))
        .allSatisfy(
            argument ->
                assertThat(String.join(" ", argument.description()))
                    .matches("(Also [a-z]+s|[A-Z][a-z]*s) .*\\."));
  }

  private static boolean isNotOurs(OptionSpec option) {
    return option.usageHelp() || option.versionHelp() || option.hidden();
  }

  @Test
  void aCommandThatIsAskedForAloneIsAsAmongAll() {
    assertThat(Cli.run("train", "--help").expect(0).out())
        .contains("Usage: rnnlm train", "--resume");
    assertThat(Cli.run("--help").expect(0).out()).contains("corpus", "settings", "help");
  }

  @ParameterizedTest
  @CsvSource({
    "train --data d, --run",
    "train --data d --run r --rseume, --rseume",
    "generate --checkpoint c --length many, many",
    "trian, train",
    "frobnicate, there is no command",
    "summary, --vocabulary",
    "summary --vocabulary 0, at least 1",
    "presets --progress loud, loud",
    "corpus --kind poems --output o, 'one of encyclopedia, reviews, tags, endings, reverse, dates,"
        + " not'"
  })
  void wrongUsageIsToldInAFewLinesWithTheWayToHelp(String words, String named) {
    Cli.Result result = Cli.run((Object[]) words.split(" ")).expect(2);
    assertThat(result.err()).startsWith("error: ").contains(named, "see: submit/rnnlm", "--help");
    assertThat(result.err()).doesNotContain("Error");
    assertThat(result.err().lines().count()).isLessThanOrEqualTo(3);
    assertThat(result.out()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "train --data nowhere --run r, nowhere",
    "prepare --input nowhere.txt --output o, nowhere.txt",
    "evaluate --checkpoint nowhere --data d, nowhere",
    "compare --config ../conf/compare/cells.conf --data nowhere --output o, nowhere",
    "vectors --data nowhere --output o.txt, nowhere",
    "generate --checkpoint nowhere, nowhere",
    "verify nowhere, nowhere",
    "inspect nowhere, nowhere",
    "report nowhere, nowhere"
  })
  void whatIsMissingIsNamedWithoutSparkAndWithoutATrace(String words, String named) {
    Cli.Result result = Cli.run((Object[]) words.split(" ")).expect(1);
    assertThat(result.out() + result.err()).contains(named).doesNotContain("\tat ");
    assertThat(SparkEnv.get()).isNull();
  }

  @Test
  void aFolderThatHoldsSomethingIsNotWrittenInto() throws Exception {
    Files.writeString(folder.resolve("text.txt"), "to be or not to be");
    for (String command : List.of("prepare --input %1$s/text.txt --output %1$s")) {
      Object[] words = Text.format(command, folder).split(" ");
      assertThat(Cli.run(words).expect(1).err()).contains("is not empty");
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandCanBeQuietAndSaysHowItShowsProgress(String command) {
    assertThat(Cli.run(command, "--help").expect(0).out()).contains("--quiet", "--progress");
  }

  @Test
  void aRehearsalOfTheStartGoesThroughItsCommandsAndShowsNothing() throws Exception {
    PrintStream out = System.out;
    ByteArrayOutputStream shown = new ByteArrayOutputStream();
    System.setOut(new PrintStream(shown, true, StandardCharsets.UTF_8));
    try {
      Rehearsal.main(new String[] {folder.toString()});
    } finally {
      System.setOut(out);
    }
    assertThat(shown.size()).isZero();
    assertThat(folder.resolve("run/checkpoints")).isNotEmptyDirectory();
  }

  @Test
  void resultsThatAFullDiskDoesNotTakeAreAnError() throws Exception {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "this system has no /dev/full");
    Path told = folder.resolve("told");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "settings",
                "train")
            .redirectOutput(full.toFile())
            .redirectError(told.toFile())
            .start();

    assertThat(process.waitFor()).isEqualTo(1);
    assertThat(Files.readString(told))
        .contains("error: standard output could not be written whole (No space left on device)");
  }

  @Test
  void aSettingIsExplained() {
    assertThat(Cli.run("settings", "train.epochs").expect(0).out())
        .startsWith("train.epochs=")
        .hasLineCount(2);
  }

  @Test
  void aSettingThatThereIsNotIsAWrongUsageWithTheNearestNamed() {
    assertThat(Cli.run("settings", "train.epoch").expect(2).err())
        .startsWith(
            "error: there is no setting and no group 'train.epoch'; did you mean train.epochs?");
    assertThat(Cli.run("settings", "trian").expect(2).err()).contains("did you mean train?");
    assertThat(Cli.run("settings", "hidden-size").expect(2).err())
        .contains("did you mean model.hidden-size?");
    assertThat(Cli.run("settings", "unheard-of-things").expect(2).err())
        .contains("leave it out to see them all");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "trian|there is no command 'trian'; did you mean train?",
        "train --data d --run r --epochs 3|there is no option '--epochs'; settings are given by"
            + " --set, such as --set train.epochs=VALUE",
        "train --data d --run r --vector v|there is no option '--vector'; did you mean --vectors?",
        "verify --quick x|there is no option '--quick'",
        "train --data d --rnu r|there is no option '--rnu'; did you mean --run?",
        "train --data d --run r --set train.epochs 1|'1' is one argument too many; settings are"
            + " given as --set KEY=VALUE, without spaces",
        "presets all|'all' is one argument too many",
        "generate --checkpoint c --temperature warm|Invalid value for option '--temperature' (T):"
            + " 'warm' is not a number",
        "generate --checkpoint c --length many|Invalid value for option '--length': 'many' is"
            + " not a whole number",
        "compare --config none.conf --data d --output o|none.conf: there is no such file"
      })
  void whatWasProbablyMeantIsTold(String words, String message) {
    assertThat(Cli.run((Object[]) words.split(" ")).expect(2).err())
        .startsWith("error: " + message);
  }
}
