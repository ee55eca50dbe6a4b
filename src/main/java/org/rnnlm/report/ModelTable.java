package org.rnnlm.report;

import org.rnnlm.model.ModelSummary.LayerSummary;

/** A model layer by layer. */
final class ModelTable {
  private ModelTable() {}

  static HtmlTable of(RunFiles run) {
    HtmlTable table =
        new HtmlTable("Layers of " + run.name(), "layer", "type", "output shape", "parameters");
    for (LayerSummary layer : run.layers()) {
      table.row(layer.name(), layer.type(), layer.output(), Html.number(layer.parameters()));
    }
    return table.row("total", "", "", Html.number(run.parameters()));
  }
}
