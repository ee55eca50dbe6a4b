package org.rnnlm.prep.steps;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.shard.ShardVerifier;
import org.rnnlm.shard.Split;

/** From folders of texts to shards on a real Spark. */
class TextFilesIT extends PrepareFixture {
  @Test
  void textFilesThatAreAddedMoveNoOther() throws IOException {
    Path texts = Files.createDirectories(folder.resolve("texts"));
    for (int i = 100; i < 160; i++) {
      Files.writeString(texts.resolve(i + ".txt"), RecordsIT.text(i));
    }
    Map<String, Split> before = new SmallRun(texts, folder.resolve("one")).splits(spark);
    for (int i = 10; i < 50; i++) {
      Files.writeString(
          texts.resolve(i + ".txt"), RecordsIT.text(i)); // before and between the others
    }
    Path moved = Files.move(texts, folder.resolve("moved"));
    Map<String, Split> after = new SmallRun(moved, folder.resolve("two")).splits(spark);
    assertThat(before).hasSize(60);
    assertThat(after).hasSize(100).containsAllEntriesOf(before);
  }

  @Test
  void textFilesMayBeMarkedCompressedAndEmpty() throws IOException {
    Path texts = Files.createDirectories(folder.resolve("texts"));
    for (int i = 0; i < 30; i++) {
      Files.writeString(texts.resolve(i + ".txt"), "\uFEFF0123456789 " + RecordsIT.text(i));
    }
    Files.write(
        texts.resolve("utf16.txt"), ("\uFEFF0123456789 " + RecordsIT.text(30)).getBytes(UTF_16LE));
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(texts.resolve("31.txt.gz")))) {
      out.write(("0123456789 " + RecordsIT.text(31)).getBytes(UTF_8));
    }
    Files.write(
        texts.resolve("32.txt.zst"),
        Zstd.compress(("0123456789 " + RecordsIT.text(32)).getBytes(UTF_8)));
    Files.writeString(texts.resolve("empty.txt"), "");
    Files.writeString(texts.resolve("mark.txt"), "\uFEFF");
    Files.writeString(texts.resolve("_SUCCESS"), "");

    ShardSet data = new SmallRun(texts, folder.resolve("data")).prepare(spark);

    assertThat(data.manifest().pages()).isEqualTo(Map.of("read", 35L, "kept", 33L, "no-text", 2L));
    assertThat(Stream.of(Split.values()).flatMap(split -> SmallRun.texts(data, split).stream()))
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(0, 32).mapToObj(i -> "0123456789 " + RecordsIT.text(i)).toList());
    assertThat(Files.readString(folder.resolve("data/report.json")))
        .contains("\"passedOver\"")
        .contains("_SUCCESS");
    assertThat(Files.readString(folder.resolve("data/report.html"))).contains("[_SUCCESS]");
    Files.write(texts.resolve("latin.txt"), "caf\u00e9!".getBytes(ISO_8859_1));
    assertThatExceptionOfType(Exception.class)
        .isThrownBy(() -> new SmallRun(texts, folder.resolve("no")).prepare(spark))
        .havingCause()
        .withMessageContaining("latin.txt is not UTF-8 text from byte 3 on");
  }

  @Test
  void textFilesOfOneNameAreTwoArticles() throws IOException {
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      Path file = Files.createDirectories(folder.resolve("d" + i)).resolve("same.txt");
      files.add(Files.writeString(file, RecordsIT.text(i)));
    }
    ShardSet data = new SmallRun(files.get(0), folder.resolve("data")).of(files).prepare(spark);
    assertThat(data.manifest().pages()).containsEntry("kept", 40L);
    for (Split split : Split.values()) {
      assertThat(data.split(split).articles()).isPositive(); // so they have different ids
    }
    ShardVerifier.verify(data);
  }
}
