package org.rnnlm.prep.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Json;
import org.rnnlm.prep.dump.MalformedDumpException;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.shard.Split;
import org.rnnlm.text.Text;

/**
 * What becomes of inputs: what is left out of them, which are told apart, and which are refused.
 */
class PrepareInputsIT extends PrepareJobFixture {
  @Test
  void articlesThatAreLeftOutAreCountedAndShown() throws IOException {
    String text = "Oaks grow slowly, and they grow for a thousand years or more. ".repeat(20);
    StringBuilder pages = new StringBuilder();
    for (int i = 1; i <= 30; i++) {
      pages.append(page(i, "Oak " + i, text + i));
    }
    pages.append(page(31, "Copy", text + 1)).append(page(32, "Copy too", "''" + text + 1 + "''"));
    pages.append(page(33, "Short", "Oak.")).append(page(34, "Nothing", "{{oak}}"));
    pages.append(page(35, "Oak (disambiguation)", "''Oak'' is:\n* [[Oak]]\n{{disambiguation}}"));
    pages.append(page(36, "Large &lt;b>", "x".repeat(1 << 21)));
    Path dump =
        Files.writeString(folder.resolve("filters.xml"), "<mediawiki>" + pages + "</mediawiki>");
    PrepareSpec spec = spec(dump, "data", CHARACTERS, 50, PrepareSpec.SplitBy.AUTO, 1 << 16);
    ShardSet data = prepare(spec);
    assertThat(data.manifest().pages())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "read",
                36L,
                "kept",
                30L,
                "duplicate-text",
                2L,
                "too-short",
                1L,
                "no-text",
                1L,
                "disambiguation",
                1L,
                "too-large",
                1L));
    String json = Files.readString(folder.resolve("data/report.json"));
    assertThat(json).contains("\"35 Oak (disambiguation)\"", "\"33 Short\"", "\"36 Large <b>\"");
    assertThat(Files.readString(folder.resolve("data/report.html")))
        .contains("<p>36 Large &lt;b&gt;</p>", "duplicate-text");
  }

  private static String page(int id, String title, String text) {
    return Text.format(
        "<page><title>%s</title><ns>0</ns><id>%d</id><revision><text>%s</text></revision></page>",
        title, id, text);
  }

  @Test
  void theIndexBesideAMultistreamDumpIsNoInput() throws IOException {
    Path inputs = Files.createDirectories(folder.resolve("inputs"));
    Files.move(dump(ARTICLES), inputs.resolve("xwiki-pages-articles-multistream.xml.bz2"));
    Files.writeString(inputs.resolve("xwiki-pages-articles-multistream-index.txt.bz2"), "?");
    Files.writeString(inputs.resolve("xwiki-pages-articles-multistream-index.txt"), "?");
    for (String input : List.of("inputs", "inputs/*multistream*")) {
      String output = "of-" + input.length();
      PrepareSpec spec =
          spec(folder.resolve(input), output, CHARACTERS, 50, PrepareSpec.SplitBy.AUTO);
      assertThat(prepare(spec).manifest().pages()).containsEntry("kept", (long) ARTICLES);
    }
  }

  @Test
  void aSingleTextIsDividedByPosition() throws IOException {
    String text =
        IntStream.range(0, 1000)
            .mapToObj(i -> Text.format("line %d, été 𝄞%n", i))
            .collect(Collectors.joining());
    Path file = Files.writeString(folder.resolve("play.txt"), text);
    ShardSet data = prepare(spec(file, "data", CHARACTERS, 30, PrepareSpec.SplitBy.AUTO));
    assertThat(data.manifest().pages()).isEqualTo(Map.of("read", 1L, "kept", 1L));
    assertThat(Json.tree(Files.readString(folder.resolve("data/report.json")), "").path("pages"))
        .as("the report counts as the manifest does")
        .hasToString("{\"kept\":1,\"read\":1}");
    String joined =
        texts(data, Split.TRAIN).get(0)
            + texts(data, Split.VALID).get(0)
            + texts(data, Split.TEST).get(0);
    String known = joined.replace("<unk>", "?");
    assertThat(known.codePointCount(0, known.length()))
        .isEqualTo(text.codePointCount(0, text.length()));
    assertThat(joined).startsWith(text.substring(0, 5000)).endsWith("line 999, été 𝄞\n");
    int end = text.codePointCount(0, text.length());
    assertThat(data.split(Split.TRAIN).characters()).isEqualTo((int) (end * 0.7) + 1);
    assertThat(data.split(Split.TEST).characters()).isEqualTo(end - (int) (end * 0.9) + 1);
  }

  @Test
  void aPageThatIsInTwoInputsIsKeptOnce() throws IOException {
    Path dump = dump(ARTICLES);
    Path parts = Files.createDirectories(folder.resolve("parts"));
    Files.copy(dump, parts.resolve("a.xml.bz2"));
    Files.copy(dump, parts.resolve("b.xml.bz2"));
    ShardSet once = prepare(spec(dump, "once", CHARACTERS, 50, PrepareSpec.SplitBy.AUTO));
    ShardSet twice = prepare(spec(parts, "twice", CHARACTERS, 50, PrepareSpec.SplitBy.AUTO));
    assertThat(twice.manifest().splits()).isEqualTo(once.manifest().splits());
    assertThat(twice.manifest().pages())
        .containsEntry("duplicate-id", once.manifest().pages().get("kept"));
  }

  @Test
  void aFailureLeavesNothingBehind() throws IOException {
    byte[] bytes = Files.readAllBytes(dump(ARTICLES));
    Path cut = Files.write(folder.resolve("cut.xml.bz2"), Arrays.copyOf(bytes, bytes.length / 2));
    PrepareSpec spec = spec(cut, "data", CHARACTERS, 50, PrepareSpec.SplitBy.AUTO);
    assertThatExceptionOfType(Exception.class)
        .isThrownBy(() -> new PrepareJob(spark, spec).execute())
        .havingCause()
        .isInstanceOf(MalformedDumpException.class)
        .withMessageContaining("cut.xml.bz2")
        .withMessageContaining("cut short");
    assertThat(folder.resolve("data")).doesNotExist();
    Files.createDirectories(folder.resolve("data"));
    assertThatExceptionOfType(Exception.class)
        .isThrownBy(() -> new PrepareJob(spark, spec).execute());
    assertThat(folder.resolve("data")).isEmptyDirectory();
  }

  @Test
  void positionIsForASingleTextOnly() throws IOException {
    PrepareSpec spec = spec(dump(ARTICLES), "data", CHARACTERS, 50, PrepareSpec.SplitBy.POSITION);
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> new PrepareJob(spark, spec).execute())
        .withMessageContaining("prepare.split is 'position'");
    assertThat(folder.resolve("data")).doesNotExist();
  }
}
