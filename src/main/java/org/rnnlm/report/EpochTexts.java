package org.rnnlm.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rnnlm.io.Folder;
import org.rnnlm.io.Json;

/**
 * What a model wrote after an epoch.
 *
 * @param epoch counted from 1
 * @param prompt that the texts begin with; empty if it is not known
 * @param texts in the order of their temperatures
 */
record EpochTexts(int epoch, String prompt, List<Text> texts) {
  private static final Pattern FILE = Pattern.compile("epoch-(\\d+)\\.(json|txt)");

  /**
   * One of them.
   *
   * @param temperature that it was drawn at; empty if it is not known
   */
  record Text(String temperature, String text) {}

  EpochTexts {
    texts = List.copyOf(texts);
  }

  /** The newest of a run, in the order of their epochs; of all files the JSON counts first. */
  static List<EpochTexts> read(Folder run, int most) {
    Folder folder = run.child("samples");
    List<String> files = folder.files();
    List<String> taken =
        files.stream()
            .filter(file -> FILE.matcher(file).matches())
            .filter(file -> file.endsWith("json") || !files.contains(json(file)))
            .toList();
    return taken.subList(Math.max(0, taken.size() - most), taken.size()).stream()
        .map(file -> read(folder, file))
        .toList();
  }

  private static String json(String file) {
    return file.replace(".txt", ".json");
  }

  private static EpochTexts read(Folder folder, String file) {
    Matcher name = FILE.matcher(file);
    int epoch = name.matches() ? Integer.parseInt(name.group(1)) : 0;
    String content = folder.readText(file);
    if (file.endsWith("txt") || !Json.isWhole(content)) {
      return new EpochTexts(epoch, "", List.of(new Text("", content)));
    }
    JsonNode json = Json.tree(content, folder.location(file));
    List<Text> texts = new ArrayList<>();
    for (JsonNode sample : json.path("samples")) {
      texts.add(new Text(sample.path("temperature").asText(), sample.path("text").asText()));
    }
    return new EpochTexts(epoch, json.path("prompt").asText(), texts);
  }
}
