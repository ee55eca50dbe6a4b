package org.rnnlm.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderTest {
  private static final Configuration HADOOP = new Configuration();

  @TempDir Path directory;
  private Folder folder;

  @BeforeEach
  void open() {
    folder = Folder.at(directory.toString(), HADOOP);
  }

  @Test
  void aFullDiskIsNamed() {
    assumeTrue(Files.exists(Path.of("/dev/full")), "skipped: this machine has no /dev/full");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> Folder.at("/dev", new Configuration()).write("full", "text"))
        .withMessageStartingWith("/dev/full cannot be written: No space left on device")
        .withMessageContaining("free space");
  }

  @Test
  void aFileIsNoFolder() {
    folder.write("file", "text");

    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> folder.child("file").isEmpty())
        .withMessage(directory + "/file is a file, where a folder must be; give another");
  }

  @Test
  void aFolderThatCanBeWrittenToIsAsItWas() {
    folder.write("file", "text");

    folder.requireWritable();
    folder.child("new/inner").requireWritable();

    assertThat(directory).isDirectoryContaining(path -> path.endsWith("file"));
    assertThat(directory.toFile().list()).containsExactly("file");
  }

  @Test
  void aFolderThatCannotBeWrittenToIsNamedWithTheReason() {
    folder.write("file", "text");

    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> folder.child("file/inner").requireWritable())
        .withMessageStartingWith(directory + "/file/inner cannot be written to: ")
        .withMessageEndingWith("; give another folder, or check its permissions and free space");
    assertThat(directory.toFile().list()).containsExactly("file");
  }

  @Test
  void aPlaceThatTakesNoFoldersIsNamed() {
    assumeTrue(Files.exists(Path.of("/proc/self")), "skipped: this machine has no /proc");

    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> Folder.at("/proc/nowhere", HADOOP).requireWritable())
        .withMessageStartingWith("/proc/nowhere cannot be written to: ");
  }

  @Test
  void aFolderWithoutPermissionIsNamed() {
    assumeTrue(directory.toFile().setWritable(false), "skipped: permissions cannot be set");
    assumeTrue(!Files.isWritable(directory), "skipped: this user may write everywhere");

    assertThatExceptionOfType(DataException.class)
        .isThrownBy(folder::requireWritable)
        .withMessageStartingWith(directory + " cannot be written to: ");
  }

  @Test
  void ofAFileThatCannotBeFinishedNothingIsLeft() {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(
            () ->
                folder.publish(
                    "large",
                    out -> {
                      out.write(new byte[100_000]);
                      throw new IOException("No space left on device");
                    }))
        .withMessageStartingWith(directory + "/large cannot be written: No space left on device");
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void aFullDiskIsNoErrorOfThisProgramWhoeverFlushes() throws IOException {
    assumeTrue(Files.exists(Path.of("/dev/full")), "skipped: this machine has no /dev/full");
    OutputStream out = Folder.at("/dev", new Configuration()).create("full");
    out.write(7);
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(out::flush)
        .withMessageContaining("No space left on device");
  }

  @Test
  void whatIsWrittenIsRead() {
    StoredFile stored = folder.write("train/notes.txt", "tab\tπ\n");

    assertThat(stored).isEqualTo(new StoredFile("train/notes.txt", 7, Hashes.sha256("tab\tπ\n")));
    assertThat(folder.readText("train/notes.txt")).isEqualTo("tab\tπ\n");
    assertThat(folder.read(stored)).isEqualTo("tab\tπ\n".getBytes(StandardCharsets.UTF_8));
    assertThat(folder.child("train").readText("notes.txt")).isEqualTo("tab\tπ\n");
  }

  @Test
  void aWrittenFileReplacesTheOneBefore() {
    folder.write("notes.txt", "the longer one");
    folder.write("notes.txt", "short");

    assertThat(folder.readText("notes.txt")).isEqualTo("short");
  }

  @Test
  void noChecksumFilesAreLeft() throws IOException {
    folder.write("train/notes.txt", "seven");

    try (Stream<Path> files = Files.walk(directory)) {
      assertThat(files.map(path -> directory.relativize(path).toString()))
          .containsExactlyInAnyOrder("", "train", "train/notes.txt");
    }
  }

  @Test
  void filesAndFoldersAreListedSorted() {
    for (String name : new String[] {"round-2", "round-10", "b.txt", "a.txt"}) {
      folder.write(name.endsWith(".txt") ? name : name + "/x", "x");
    }

    assertThat(folder.files()).containsExactly("a.txt", "b.txt");
    assertThat(folder.folders()).containsExactly("round-10", "round-2");
  }

  @Test
  void aFolderThatDoesNotExistIsEmpty() {
    Folder missing = folder.child("missing");

    assertThat(missing.exists()).isFalse();
    assertThat(missing.isEmpty()).isTrue();
    assertThat(missing.files()).isEmpty();
    assertThat(missing.folders()).isEmpty();
  }

  @Test
  void aFolderWithAFileIsNotEmpty() {
    assertThat(folder.isEmpty()).isTrue();
    folder.write("x", "");
    assertThat(folder.isEmpty()).isFalse();
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> folder.readText("state.json"))
        .withMessage(directory + "/state.json does not exist");
  }

  @Test
  void aFileOfAnotherSizeIsNamedWithBothSizes() throws IOException {
    StoredFile stored = folder.write("model.zip", "12345");
    Files.writeString(directory.resolve("model.zip"), "123");

    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> folder.read(stored))
        .withMessageStartingWith(
            directory + "/model.zip has 3 bytes, its manifest says 5: the file is damaged");
  }

  @Test
  void aFileOfTheSameSizeButAnotherHashIsNamed() throws IOException {
    StoredFile stored = folder.write("model.zip", "12345");
    Files.writeString(directory.resolve("model.zip"), "12346");

    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> folder.read(stored))
        .withMessageStartingWith(
            directory
                + "/model.zip does not have the SHA-256 of its manifest: the file is damaged");
  }

  @Test
  void aLocationUnderAFileCannotBeWritten() {
    folder.write("notes.txt", "seven");

    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> folder.child("notes.txt").write("inside/x", "x"))
        .withMessageStartingWith(directory + "/notes.txt/inside/x cannot be written: ");
    assertThat(folder.readText("notes.txt")).isEqualTo("seven");
  }

  @Test
  void aFolderCannotBeReplacedByAFile() {
    folder.write("data/x", "x");

    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> folder.write("data", "seven"))
        .withMessageStartingWith(directory + "/data cannot be written: ");
    assertThat(folder.exists("data/x")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nosuchscheme://host/x"})
  void aLocationOnNoFileSystemIsNamed(String location) {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> Folder.at(location, HADOOP))
        .withMessageStartingWith("path '" + location + "' cannot be reached: ");
  }

  @Test
  void spacesAndPercentSignsInNamesAreKept() {
    Folder child = folder.child("a b%20c");
    child.write("x", "seven");

    assertThat(child.location("x")).isEqualTo(directory + "/a b%20c/x");
    assertThat(Folder.at(child.uri(), HADOOP).readText("x")).isEqualTo("seven");
    assertThat(Files.exists(directory.resolve("a b%20c/x"))).isTrue();
  }

  @Test
  void deletingTakesAllInside() {
    folder.write("run/a/x", "x");
    folder.write("run/y", "y");
    folder.child("run").delete("y");
    assertThat(folder.exists("run/y")).isFalse();

    folder.child("run").delete();
    assertThat(folder.exists("run")).isFalse();
    assertThat(folder.exists()).isTrue();
  }

  @Test
  void whatIsNotThereNeedNotBeDeleted() {
    folder.delete("x");
    folder.child("missing").delete();
    folder.child("missing").delete("x");

    assertThat(folder.isEmpty()).isTrue();
  }

  @Test
  void aPublishedFileTakesTheOthersPlace() {
    folder.write("data/x", "before");
    StoredFile stored = folder.publish("data/x", "seven".getBytes(StandardCharsets.UTF_8));

    assertThat(stored).isEqualTo(new StoredFile("data/x", 5, Hashes.sha256("seven")));
    assertThat(folder.readText("data/x")).isEqualTo("seven");
    assertThat(folder.child("data").files()).containsExactly("x");
  }

  @Test
  void aFileThatCannotBePublishedLeavesTheOneBefore() {
    folder.write("data", "a file where a folder must be");

    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> folder.publish("data/x", new byte[] {7}))
        .withMessageStartingWith(directory + "/data/x cannot be written: ");
    folder.write("taken/inside", "x");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> folder.publish("taken", new byte[] {7}));
    assertThat(folder.files()).containsExactly("data");
  }

  @Test
  void whatStoppedWritersLeaveIsDeleted() {
    folder.write(".shard-00000.parquet.0f3c", "half");
    folder.write("shard-00000.parquet", "whole");
    folder.deleteUnpublished();

    assertThat(folder.files()).containsExactly("shard-00000.parquet");
  }

  @Test
  void noMoreOfAFileIsReadThanItsManifestSays() throws IOException {
    StoredFile stored = folder.write("model.zip", "12345");
    try (RandomAccessFile file =
        new RandomAccessFile(directory.resolve("model.zip").toFile(), "rw")) {
      file.setLength(1L << 40); // a hole, which takes no space
    }

    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> folder.read(stored))
        .withMessageContaining("model.zip has more than 5 bytes, its manifest says 5");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> folder.readText("model.zip"))
        .withMessageContaining("larger than 256 MiB");
  }
}
