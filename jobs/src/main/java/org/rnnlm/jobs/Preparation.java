package org.rnnlm.jobs;

import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.rnnlm.jobs.settings.Settings;
import org.rnnlm.jobs.settings.SettingsLayers;
import org.rnnlm.jobs.specs.PrepareSpecs;
import org.rnnlm.prep.steps.GivenVocabulary;
import org.rnnlm.prep.steps.PrepareSpec;

/** Settings, and the vocabulary that they may name, become what is to be prepared. */
final class Preparation {
  private Preparation() {}

  static PrepareSpec spec(
      SettingsLayers layers, List<String> inputs, String output, Configuration hadoop) {
    Optional<GivenVocabulary> given =
        layers
            .settings()
            .optionalText(VocabularyOption.KEY)
            .map(location -> VocabularyOption.read(location, hadoop));
    Settings resolved =
        given.map(one -> VocabularyOption.on(one, layers)).orElseGet(layers::settings);
    PrepareSpec spec = PrepareSpecs.of(resolved, inputs, output);
    return given.map(spec::with).orElse(spec);
  }
}
