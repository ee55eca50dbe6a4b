package org.rnnlm.jobs;

import java.util.List;
import java.util.Map;
import org.rnnlm.jobs.settings.SettingRule;
import org.rnnlm.jobs.settings.SettingRules;
import org.rnnlm.jobs.settings.Settings;
import org.rnnlm.jobs.specs.PrepareSpecs;
import org.rnnlm.jobs.specs.ServeSpecs;
import org.rnnlm.jobs.specs.TableSpecs;
import org.rnnlm.jobs.specs.TextSpecs;
import org.rnnlm.jobs.specs.VectorSpecs;

/** All settings that there are, with what each may be, for programs that hand them on. */
public final class KnownSettings {
  private static final List<SettingRule> ALL = SettingRules.of(KnownSettings::readAll);

  private KnownSettings() {}

  /** Returns them sorted by key. */
  public static List<SettingRule> all() {
    return ALL;
  }

  private static void readAll(Settings settings) {
    PrepareSpecs.of(settings, List.of("input"), "output");
    RunSetup.of(settings);
    settings.choice(Ancestors.STATE, Ancestors.State.class);
    TextSpecs.generation(settings);
    TextSpecs.search(settings);
    TextSpecs.beam(settings);
    TextSpecs.metrics(settings);
    settings.choice("generate.unknown", Unknown.class);
    TableSpecs.partBytes(settings);
    VectorSpecs.of(settings);
    ServeSpecs.of(settings, Map.of());
  }
}
