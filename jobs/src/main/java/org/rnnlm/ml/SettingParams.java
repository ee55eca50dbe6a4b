package org.rnnlm.ml;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleArrayParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntArrayParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.param.StringArrayParam;
import org.rnnlm.jobs.KnownSettings;
import org.rnnlm.jobs.settings.SettingRule;
import org.rnnlm.jobs.settings.SettingsLayers;

/**
 * All settings of the reference as MLlib's parameters, each called by its key, with the reference's
 * words as its doc, its default, and a validator that is the very check of the commands. They are
 * made of {@link KnownSettings}, so that there is nothing to keep in step.
 */
final class SettingParams implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String[] NO_TEXTS = {};

  private final LinkedHashMap<String, Param<?>> byKey = new LinkedHashMap<>();

  /**
   * @param owner the stage that they are of, which has its uid already
   */
  SettingParams(Params owner) {
    KnownSettings.all().forEach(rule -> byKey.put(rule.key(), param(owner, rule)));
  }

  List<Param<?>> all() {
    return List.copyOf(byKey.values());
  }

  Optional<Param<?>> param(String key) {
    return Optional.ofNullable(byKey.get(key));
  }

  /** Gives every parameter's default to what takes it. */
  void defaults(BiConsumer<Param<?>, Object> taker) {
    KnownSettings.all()
        .forEach(rule -> taker.accept(byKey.get(rule.key()), ofParam(rule.usual(), rule)));
  }

  /**
   * Returns the values that differ from the reference's, or were set to the same ones, by key and
   * as settings have them.
   */
  SortedMap<String, Object> given(Params stage) {
    SortedMap<String, Object> given = new TreeMap<>();
    for (SettingRule rule : KnownSettings.all()) {
      Param<?> param = byKey.get(rule.key());
      Object value = ofSetting(stage.getOrDefault(param));
      if (stage.isSet(param) || !value.equals(ofSetting(ofParam(rule.usual(), rule)))) {
        given.put(rule.key(), value);
      }
    }
    return given;
  }

  /** Returns the settings of a stage, over the reference. */
  SettingsLayers layers(Params stage) {
    return SettingsLayers.ofReference().withValues(given(stage), "of " + stage.uid());
  }

  /** Gives what a preset or a file of settings says to what takes it. */
  void config(String presetOrFile, BiConsumer<Param<?>, Object> taker) {
    give(SettingsLayers.ofReference().withConfig(presetOrFile).settings().given(), taker);
  }

  /** Gives one setting, written as {@code --set} takes it, to what takes it. */
  void assignment(String key, String value, BiConsumer<Param<?>, Object> taker) {
    give(SettingsLayers.ofReference().withAssignment(key + "=" + value).settings().given(), taker);
  }

  private void give(SortedMap<String, Object> settings, BiConsumer<Param<?>, Object> taker) {
    for (SettingRule rule : KnownSettings.all()) {
      if (settings.containsKey(rule.key())) {
        taker.accept(byKey.get(rule.key()), ofParam(settings.get(rule.key()), rule));
      }
    }
  }

  private static Param<?> param(Params owner, SettingRule rule) {
    String name = rule.key();
    String doc = rule.about();
    Object sample = rule.read();
    if (sample instanceof Integer) {
      return new IntParam(owner, name, doc, new SettingCheck<>(rule, owner.uid()));
    }
    if (sample instanceof Long) {
      return new LongParam(owner, name, doc, new SettingCheck<>(rule, owner.uid()));
    }
    if (sample instanceof Double) {
      return new DoubleParam(owner, name, doc, new SettingCheck<>(rule, owner.uid()));
    }
    if (sample instanceof Boolean) {
      return new BooleanParam(owner, name, doc);
    }
    if (!(sample instanceof List<?> values)) {
      return new Param<String>(owner, name, doc, new SettingCheck<>(rule, owner.uid()));
    }
    if (!values.isEmpty() && values.get(0) instanceof Integer) {
      return new IntArrayParam(owner, name, doc, new SettingCheck<>(rule, owner.uid()));
    }
    return !values.isEmpty() && values.get(0) instanceof Double
        ? new DoubleArrayParam(owner, name, doc, new SettingCheck<>(rule, owner.uid()))
        : new StringArrayParam(owner, name, doc, new SettingCheck<>(rule, owner.uid()));
  }

  /** Returns a setting's value as its parameter has it. */
  private static Object ofParam(Object value, SettingRule rule) {
    Object sample = rule.read();
    if (value instanceof Number number) {
      return sample instanceof Integer
          ? Integer.valueOf(number.intValue())
          : sample instanceof Double ? Double.valueOf(number.doubleValue()) : value;
    }
    if (!(value instanceof List<?> values)) {
      return value;
    }
    if (sample instanceof List<?> samples && !samples.isEmpty()) {
      if (samples.get(0) instanceof Integer) {
        return values.stream().mapToInt(each -> ((Number) each).intValue()).toArray();
      }
      if (samples.get(0) instanceof Double) {
        return values.stream().mapToDouble(each -> ((Number) each).doubleValue()).toArray();
      }
    }
    return values.stream().map(Object::toString).toList().toArray(NO_TEXTS);
  }

  /** Returns a parameter's value as settings have it. */
  static Object ofSetting(Object value) {
    if (value instanceof int[] values) {
      return Arrays.stream(values).boxed().toList();
    }
    if (value instanceof double[] values) {
      return Arrays.stream(values).boxed().toList();
    }
    if (value instanceof String[] values) {
      return new ArrayList<>(List.of(values));
    }
    return value;
  }
}
