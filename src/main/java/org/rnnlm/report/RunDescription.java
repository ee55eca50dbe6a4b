package org.rnnlm.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.rnnlm.io.Folder;
import org.rnnlm.io.Json;
import org.rnnlm.model.ModelSummary;
import org.rnnlm.shard.ShardManifest;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.shard.Split;
import org.rnnlm.shard.SplitContent;

/**
 * {@code run.json} of a run: what it is of, which settings and checkpoints do not tell.
 *
 * @param data where the shards were
 * @param sequences what they hold, for people
 * @param vocabulary tokens, specials among them
 * @param splits what each holds
 * @param pages of the input, by what became of them
 * @param leftOut sequences left out, by reason
 * @param preparation the parts of the shard set's {@code report.json} that a report shows
 * @param model layer by layer
 */
public record RunDescription(
    String data,
    String sequences,
    int vocabulary,
    Map<String, Counts> splits,
    Map<String, Long> pages,
    Map<String, Long> leftOut,
    JsonNode preparation,
    ModelSummary model) {
  static final String FILE = "run.json";
  private static final String PREPARATION = "report.json";

  /** What one split holds; as in {@link SplitContent}. */
  public record Counts(
      long articles, long characters, long targets, long unknown, long sequences, int shards) {
    static Counts of(SplitContent split) {
      return new Counts(
          split.articles(),
          split.characters(),
          split.targets(),
          split.unknown(),
          split.records(),
          split.shards().size());
    }
  }

  public RunDescription {
    splits = new TreeMap<>(splits);
    pages = new TreeMap<>(pages);
    leftOut = new TreeMap<>(leftOut);
  }

  /** Of a training that begins or goes on. */
  public static RunDescription of(ShardSet data, ModelSummary model) {
    ShardManifest manifest = data.manifest();
    Map<String, Counts> splits = new TreeMap<>();
    for (Split split : Split.values()) {
      splits.put(split.key(), Counts.of(manifest.split(split)));
    }
    return new RunDescription(
        data.folder().location(),
        manifest.sequences().summary(),
        manifest.vocabularySize(),
        splits,
        manifest.pages(),
        manifest.leftOut(),
        preparation(data.folder()),
        model);
  }

  /** Shard sets of other programs, or copied ones, may have no report. */
  private static JsonNode preparation(Folder data) {
    ObjectNode shown = JsonNodeFactory.instance.objectNode();
    if (data.exists(PREPARATION)) {
      JsonNode report = Json.tree(data.readText(PREPARATION), data.location(PREPARATION));
      shown.set("coverage", report.path("coverage"));
    }
    return shown;
  }

  /** Writes it; one whole copy of the same is there at any moment once there was one. */
  public void write(Folder run) {
    run.publish(FILE, Json.pretty(this).getBytes(StandardCharsets.UTF_8));
  }
}
