package org.rnnlm.ml;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.param.StringArrayParam;
import org.rnnlm.jobs.settings.Settings;
import org.rnnlm.layer.Pooling;
import org.rnnlm.text.Text;

/**
 * The parameters that a trainer and its model share: all settings, and what the model adds to a
 * DataFrame.
 */
final class StageParams implements Serializable {
  private static final long serialVersionUID = 1L;

  private final SettingParams settings;
  private final ArrayList<TextWork> may;
  private final StringArrayParam outputs;
  private final Param<String> prefix;
  private final Param<String> pooling;

  /**
   * @param owner the stage that they are of, which has its uid already
   * @param may what the model may be asked for, the usual one first
   */
  StageParams(Params owner, List<TextWork> may) {
    this.settings = new SettingParams(owner);
    this.may = new ArrayList<>(may);
    this.outputs =
        new StringArrayParam(
            owner,
            "outputs",
            "What transform adds to the columns of a DataFrame, as the commands of these names do: "
                + String.join(", ", names())
                + ".",
            new OneOf<>(names()));
    this.prefix =
        new Param<>(
            owner,
            "prefix",
            "Begins the names of the columns that are added, where the DataFrame has the same"
                + " ones.");
    this.pooling =
        new Param<>(
            owner,
            "pooling",
            "Of embed: mean (of the states after each token) or last (the state after the last"
                + " one).",
            new OneOf<>(Arrays.stream(Pooling.values()).map(Text::kebab).toList()));
  }

  private List<String> names() {
    return may.stream().map(Text::kebab).toList();
  }

  SettingParams settings() {
    return settings;
  }

  StringArrayParam outputs() {
    return outputs;
  }

  Param<String> prefix() {
    return prefix;
  }

  Param<String> pooling() {
    return pooling;
  }

  /** Returns all of them, and others of a stage, sorted by name as MLlib has them. */
  Param<?>[] with(List<Param<?>> others) {
    List<Param<?>> all = new ArrayList<>(settings.all());
    all.addAll(List.of(outputs, prefix, pooling));
    all.addAll(others);
    all.sort(Comparator.comparing(Param::name));
    return all.toArray(new Param<?>[0]);
  }

  /** Gives every parameter's default to what takes it. */
  void defaults(BiConsumer<Param<?>, Object> taker) {
    settings.defaults(taker);
    taker.accept(outputs, new String[] {names().get(0)});
    taker.accept(prefix, "");
    taker.accept(pooling, Text.kebab(Pooling.MEAN));
  }

  /** Returns what a stage adds to a DataFrame. */
  List<TextWork> works(Params stage) {
    return Arrays.stream(stage.getOrDefault(outputs)).distinct().map(TextWork::of).toList();
  }

  Pooling pooling(Params stage) {
    String name = stage.getOrDefault(pooling);
    return Arrays.stream(Pooling.values())
        .filter(each -> Text.kebab(each).equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** Returns the settings of a stage. */
  Settings settings(Params stage) {
    return settings.layers(stage).settings();
  }
}
