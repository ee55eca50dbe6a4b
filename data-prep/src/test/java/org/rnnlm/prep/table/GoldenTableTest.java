package org.rnnlm.prep.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.junit.jupiter.api.Test;
import org.rnnlm.io.Folder;

/**
 * Tables that {@code score} and {@code embed} wrote in format version 1: they must load for ever.
 */
class GoldenTableTest {
  private static Path folder(String name) throws URISyntaxException {
    return Path.of(GoldenTableTest.class.getResource(name + "/MANIFEST.json").toURI()).getParent();
  }

  private static StoredTable table(String name) throws URISyntaxException {
    Folder folder = Folder.at(folder(name).toString(), new Configuration());
    assertThat(StoredTable.isTable(folder)).isTrue();
    return StoredTable.open(folder);
  }

  @Test
  void theirManifestsSayWhatTheySaid() throws URISyntaxException {
    TableManifest scores = table("scores-1").manifest();
    assertThat(scores.command()).isEqualTo("score");
    assertThat(scores.settings())
        .contains(entry("per", "text"), entry("prepare.id-field", "id"))
        .containsEntry(
            "parameters", "157ba57e2b3573eb75dd57212d16984dd551e4400ebc35ef726a34dd26a0a976");
    assertThat(scores.columns())
        .containsExactly(
            "row", "nats", "tokens", "unknown_tokens", "perplexity", "nats_per_character", "error");
    assertThat(scores.read()).isEqualTo(5);
    assertThat(scores.written()).isEqualTo(5);
    assertThat(scores.bad()).containsExactly(entry("missing-text", 1L), entry("not-json", 1L));
    assertThat(scores.leftOut()).isEmpty();
    assertThat(scores.parts())
        .extracting(part -> part.file().name(), TableManifest.Part::firstRow)
        .containsExactly(tuple("rows/part-00000.jsonl", 0L));
    assertThat(table("embeddings-1").manifest().columns())
        .containsExactly("id", "text", "more", "price", "row", "embedding", "error");
  }

  @Test
  void theirPartsAreWhatTheManifestsSay() throws URISyntaxException {
    assertThat(table("scores-1").prove()).isEqualTo(5);
    assertThat(table("embeddings-1").prove()).isEqualTo(5);
  }

  @Test
  void theirRowsAreReadAsTheyWereWritten() throws IOException, URISyntaxException {
    List<String> lines = Files.readAllLines(folder("scores-1").resolve("rows/part-00000.jsonl"));
    assertThat(lines.get(0))
        .startsWith(
            "{\"id\": 7, \"text\": \"Kalond is a town.\", \"more\": [1, {\"a\": null}],\"row\":0,");
    assertThat(lines.get(3)).isEqualTo("{\"row\":3,\"error\":\"not-json\"}");

    List<Group> rows = new ArrayList<>();
    Path part = folder("embeddings-1").resolve("rows/part-00000.parquet");
    try (ParquetReader<Group> reader =
        ParquetReader.builder(new GroupReadSupport(), new org.apache.hadoop.fs.Path(part.toUri()))
            .build()) {
      for (Group row = reader.read(); row != null; row = reader.read()) {
        rows.add(row);
      }
    }
    assertThat(rows).hasSize(5);
    assertThat(rows.get(2).getDouble("price", 0)).isEqualTo(2.5);
    assertThat(rows.get(2).getGroup("embedding", 0).getFieldRepetitionCount(0)).isEqualTo(128);
    assertThat(rows.get(1).getString("error", 0)).isEqualTo("missing-text");
  }
}
