package org.rnnlm.prep.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnlm.io.DataException;
import org.rnnlm.text.Text;

class InputListingTest {
  private static final Configuration HADOOP = new Configuration(false);

  @TempDir private Path folder;

  private Path file(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "text");
  }

  private InputListing list(boolean labelled, String... paths) {
    return InputListing.of(
        List.of(paths).stream().map(path -> folder + "/" + path).toList(), labelled, HADOOP);
  }

  private static List<String> names(InputListing listing) {
    return listing.files().stream().map(file -> file.getPath().getName()).toList();
  }

  @Test
  void whatIsPassedOverIsCountedAndNamed() throws IOException {
    for (String name : List.of("b.txt", ".hidden", "_SUCCESS", "_x/c.txt", "sub/d.txt")) {
      file(name);
    }
    file("dump-index.txt.bz2");
    Files.createSymbolicLink(folder.resolve("lost.txt"), folder.resolve("nowhere"));

    InputListing listing = list(false, "");

    assertThat(names(listing)).containsExactly("b.txt");
    assertThat(listing.passedOver())
        .hasToString(
            "3 hidden [.hidden, _SUCCESS, _x], 1 index [dump-index.txt.bz2], 1 subfolder [sub], 1"
                + " unreachable [lost.txt]");
  }

  @Test
  void aFileThatSeveralPathsStandForIsReadOnceAndSaidToBeGivenTwice() throws IOException {
    file("a.txt");
    file("b.txt");

    InputListing listing = list(false, "a.txt", "", "*.txt");

    assertThat(names(listing)).containsExactly("a.txt", "b.txt");
    assertThat(listing.passedOver()).hasToString("3 given-twice [a.txt, a.txt, b.txt]");
  }

  @Test
  void namesOfAnyLettersAreListed() throws IOException {
    String name = "é 中.txt";
    assumeTrue(
        Charset.forName(System.getProperty("sun.jnu.encoding")).newEncoder().canEncode(name),
        "this Java was started where names are ASCII (LC_ALL=C), and cannot make such a file");
    file(name);

    assertThat(names(list(false, ""))).containsExactly(name);
  }

  @Test
  void foldersOfClassesAreReadAndWhatLiesDeeperIsPassedOver() throws IOException {
    for (String name : List.of("art/a.txt", "sport/b.txt", "sport/deep/c.txt", "art/_d.txt")) {
      file(name);
    }
    InputListing listing = list(true, "");

    assertThat(names(listing)).containsExactly("a.txt", "b.txt");
    assertThat(listing.passedOver()).hasToString("1 hidden [_d.txt], 1 subfolder [deep]");
  }

  @Test
  void manyNamesAreCountedAndTheFirstShown() throws IOException {
    file("a.txt");
    for (int i = 10; i < 40; i++) {
      file("_" + i);
    }
    assertThat(list(false, "").passedOver())
        .hasToString("30 hidden [_10, _11, _12, _13, _14, _15, _16, _17, _18, _19] and others");
  }

  @Test
  void allPathsThatGiveNoFileAreNamedAtOnce() throws IOException {
    file("a.txt");
    file("empty/_b.txt");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> list(false, "c.txt", "a.txt", "empty", "*.csv"))
        .withMessage(
            Text.format(
                "input %1$s/c.txt does not exist\n"
                    + "input %1$s/empty holds no files; passed over: 1 hidden [_b.txt]\n"
                    + "input %1$s/*.csv does not exist",
                folder));
  }

  @Test
  void allNamesThatTellNoFormatAreNamedAtOnce() throws IOException {
    for (String name : List.of("a.txt", "b.csv", "c.doc", "d")) {
      file(name);
    }
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(
            () -> InputFiles.of(List.of(folder.toString()), Optional.empty(), false, HADOOP))
        .withMessageContaining("the names of 2 input files tell no format: ")
        .withMessageContaining("c.doc, file:")
        .withMessageContaining("\ninput files are of several formats")
        .withMessageContaining("csv=file:")
        .withMessageContaining("text=file:");
  }

  /** A name of bytes that are no UTF-8 is to this JVM what é is to one under LC_ALL=C. */
  @Test
  void aNameThatJavaCannotReadIsAnErrorAndNotSkipped() throws Exception {
    file("a.txt");
    Process shell =
        new ProcessBuilder("sh", "-c", "printf x > \"$(printf 'na\\357ve.txt')\"")
            .directory(folder.toFile())
            .start();
    assertThat(shell.waitFor()).isZero();
    for (String input : List.of("", "*.txt", "na*")) {
      assertThatExceptionOfType(DataException.class)
          .isThrownBy(() -> list(false, input))
          .withMessageContaining("input folder")
          .withMessageContaining("whose name cannot be read in this locale; set LC_ALL=C.UTF-8");
    }
    assertThat(names(list(false, "a.*"))).as("others are not asked for").containsExactly("a.txt");
    assertThat(names(list(false, "a.txt"))).containsExactly("a.txt");
  }
}
