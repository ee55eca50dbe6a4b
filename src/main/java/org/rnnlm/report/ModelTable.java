package org.rnnlm.report;

import com.fasterxml.jackson.databind.JsonNode;

/** A model layer by layer. */
final class ModelTable {
  private ModelTable() {}

  static HtmlTable of(RunFiles run) {
    HtmlTable table =
        new HtmlTable("Layers of " + run.name(), "layer", "type", "output shape", "parameters");
    for (JsonNode layer : run.description().path("model").path("layers")) {
      table.row(
          layer.path("name").asText(),
          layer.path("type").asText(),
          layer.path("output").asText(),
          Html.number(layer.path("parameters").longValue()));
    }
    return table.row("total", "", "", Html.number(run.parameters()));
  }
}
