package org.rnnlm.report;

import java.util.List;
import org.rnnlm.run.EpochSamples;
import org.rnnlm.run.EpochSamples.Sample;
import org.rnnlm.text.Text;

/** What a model wrote, the newest epoch first and open. */
final class SampleHtml {
  private SampleHtml() {}

  static String of(List<EpochSamples> epochs) {
    if (epochs.isEmpty()) {
      return "<p>There are none yet: they are written after each epoch, unless sample.temperatures"
          + " is empty.</p>\n";
    }
    StringBuilder html = new StringBuilder();
    for (int i = epochs.size() - 1; i >= 0; i--) {
      EpochSamples epoch = epochs.get(i);
      html.append(i == epochs.size() - 1 ? "<details open>" : "<details>")
          .append("<summary>after epoch ")
          .append(epoch.epoch())
          .append("</summary>\n");
      if (!epoch.prompt().isEmpty()) {
        html.append("<p>Each goes on from: <q>")
            .append(Html.text(epoch.prompt()))
            .append("</q></p>\n");
      }
      html.append("<div class=\"samples\">\n");
      epoch.samples().forEach(text -> html.append(of(text)));
      html.append("</div></details>\n");
    }
    return html.toString();
  }

  private static String of(Sample sample) {
    return sample.drawn()
        ? Text.format(
            "<figure><figcaption>temperature %s</figcaption><pre>%s</pre></figure>\n",
            sample.temperature(), Html.text(sample.text()))
        : Text.format("<figure><pre>%s</pre></figure>\n", Html.text(sample.text()));
  }
}
