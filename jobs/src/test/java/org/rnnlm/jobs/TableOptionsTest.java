package org.rnnlm.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Options that say nothing of what a command is to do are refused before a checkpoint is read. */
class TableOptionsTest {
  private static String refused(String arguments) {
    String checkpoint = " --checkpoint no-such-run";
    return Cli.run((Object[]) (arguments + checkpoint).split(" ")).expect(2).err();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--format parquet",
        "--prefix a",
        "--overwrite",
        "--text-field a",
        "--id-field a",
        "--output-table a"
      })
  void optionsOfATableAreRefusedWithoutOne(String option) {
    String expected = option.split(" ")[0] + " is of a table, which --output=FOLDER names";
    assertThat(refused("translate abc " + option)).contains(expected);
    assertThat(refused("translate --input lines.txt " + option)).contains(expected);
    assertThat(refused("classify --text abc " + option)).contains(expected);
  }

  @Test
  void aTableIsOfAnInput() {
    String expected = "Missing required option: '--input'";
    assertThat(refused("translate abc --output table")).contains(expected);
    assertThat(refused("classify --text abc --output table")).contains(expected);
    assertThat(refused("embed --output table")).contains(expected);
  }

  @Test
  void aSearchForOneTextDrawsNone() {
    String complete = "complete --input a.jsonl --output table --beam 2";
    assertThat(refused(complete + " --temperature 0.5")).contains("leave out --temperature");
  }

  @Test
  void theHelpOfTranslateTellsWhatItsInputIs() {
    String help = Cli.run("translate", "--help").expect(0).out().replaceAll("\\s+", " ");
    assertThat(help)
        .contains("Without --output each line of the files of --input is a source")
        .contains("before --input");
  }
}
