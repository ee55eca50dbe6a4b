package org.rnnlm.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.rnnlm.checkpoint.CheckpointManifest;
import org.rnnlm.io.Folder;
import org.rnnlm.io.Json;
import org.rnnlm.io.StoredFile;
import org.rnnlm.model.ModelSummary;
import org.rnnlm.model.ModelSummary.LayerSummary;
import org.rnnlm.text.Text;

/** A run's folder as training leaves it, with texts in it that no page may take for its own. */
final class SampleRun {
  static final int ROUNDS_IN_EPOCH = 30;
  static final int EPOCH_TOKENS = 6000;

  /** Ends a script element, starts another one, and tries an attribute. */
  static final String HOSTILE =
      "</script><script>window.hostile = 1</script><img src=\"x\" onerror='window.hostile = 1'>&lt; \u2028";

  private final Folder folder;

  private SampleRun(Folder folder) {
    this.folder = folder;
  }

  static SampleRun create(Path path) {
    return new SampleRun(Folder.at(path.toString(), new Configuration()));
  }

  Folder folder() {
    return folder;
  }

  List<SettingRow> settings() {
    return List.of(
        new SettingRow("model.cell", "\"gru\"", "\"lstm\""),
        new SettingRow("prepare.text-field", HOSTILE, "\"text\""),
        new SettingRow("train.epochs", "4", "5"),
        new SettingRow("train.seed", "1", "1"));
  }

  SampleRun described() {
    new RunDescription(
            "/data/" + HOSTILE,
            "pieces of 50 steps",
            70,
            Map.of("train", new RunDescription.Counts(3, 7000, EPOCH_TOKENS, 12, 120, 2)),
            Map.of("kept", 3L, "redirect", 2L),
            Map.of(),
            Json.tree("{\"coverage\":{\"66\":1.0}}", "here"),
            new ModelSummary(
                List.of(
                    new LayerSummary("layer0", "OneHotTokens", "(None, 50, 70)", 0),
                    new LayerSummary("layer1", HOSTILE, "(None, 50, 9)", 12_345))))
        .write(folder);
    return this;
  }

  /** Rounds of three workers, with a fault in one of them. */
  SampleRun rounds(int count) {
    List<String> lines = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      lines.add(
          Text.format(
              """
          {"round":%d,"epoch":1,"tokens":%d,"loss":%s,"learningRate":%s,"seconds":2.0,"time":{"broadcast":0.1,"start":0.1,"read":0.2,"train":1.5,"aggregate":0.1},"workers":{"leastLoss":%s,"mostLoss":%s,"leastSeconds":1.5,"mostSeconds":1.9},"failedTasks":0,"repeatedTasks":0,"speculativeTasks":0,"lostExecutors":%d}""",
              i,
              (long) i * EPOCH_TOKENS / ROUNDS_IN_EPOCH,
              1.5 + 2.0 / i,
              0.01 / i,
              1.4 + 2.0 / i,
              1.6 + 2.0 / i,
              i == 3 ? 2 : 0));
    }
    folder.write("metrics.jsonl", String.join("\n", lines) + "\n");
    return this;
  }

  /** A checkpoint after so many epochs, as far as a report reads it. */
  SampleRun epochs(int count) {
    List<JsonNode> epochs = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      epochs.add(
          Json.tree(
              Text.format(
                  """
              {"epoch":%d,"rounds":%d,"tokens":%d,"trainLoss":%s,"validLoss":%s,"validPerplexity":%s,"seconds":%d,
               "topFive":0.5,"measures":{"train-accuracy":0.7,"valid-accuracy":%s},
               "confusion":{"valid":{"counts":[[5,1],[2,8]]}}}""",
                  i,
                  i * ROUNDS_IN_EPOCH,
                  (long) i * EPOCH_TOKENS,
                  1.6 + 1.0 / i,
                  1.5 + 1.0 / i,
                  Math.exp(1.5 + 1.0 / i),
                  60 * i,
                  0.6 + 0.05 * i),
              "here"));
    }
    Folder checkpoint = folder.child("checkpoints").child(Text.format("round-%06d", count * 30));
    StoredFile state = checkpoint.write("state.json", Json.pretty(Map.of("epochs", epochs)));
    checkpoint.write(
        "MANIFEST.json",
        Json.pretty(new CheckpointManifest("rnnlm-checkpoint", 1, List.of(state))));
    return this;
  }

  SampleRun textOfEarlierVersion(int epoch) {
    folder.child("samples").write(Text.format("epoch-%04d.txt", epoch), "plain " + HOSTILE);
    return this;
  }

  SampleRun texts(int epoch) {
    textOfEarlierVersion(epoch);
    JsonNode texts =
        Json.tree(
            Text.format(
                """
            {"epoch":%d,"prompt":"","samples":[{"temperature":0.3,"text":""},{"temperature":1.2,"text":"two"}]}""",
                epoch),
            "here");
    ((ObjectNode) texts).put("prompt", HOSTILE);
    ((ObjectNode) texts.get("samples").get(0)).put("text", HOSTILE);
    folder.child("samples").write(Text.format("epoch-%04d.json", epoch), Json.pretty(texts));
    return this;
  }

  /** A whole run. */
  static SampleRun whole(Path path) {
    return create(path)
        .described()
        .rounds(3 * ROUNDS_IN_EPOCH)
        .epochs(3)
        .textOfEarlierVersion(1)
        .texts(2)
        .texts(3);
  }
}
