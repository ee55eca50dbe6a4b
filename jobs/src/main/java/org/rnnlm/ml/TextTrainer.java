package org.rnnlm.ml;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.StructType;
import org.rnnlm.io.DataException;
import org.rnnlm.jobs.ProgramJobs;
import org.rnnlm.jobs.TrainedModel;
import org.rnnlm.jobs.settings.Settings;
import org.rnnlm.jobs.settings.SettingsException;
import org.rnnlm.jobs.settings.SettingsLayers;
import org.rnnlm.prep.records.RecordSpec;
import org.rnnlm.text.Text;

/**
 * Trains a model on the texts of a DataFrame, as {@code prepare} and {@code train} do and by their
 * code: the same texts, ids and settings give the same shards and the same parameters, byte for
 * byte, wherever the DataFrame came from and however it is partitioned.
 *
 * <p>Every setting of the reference is a parameter, called by its key. {@code workFolder} is where
 * shards and runs stay: a fit of the same texts finds its shards there, and a fit that was cut goes
 * on where it was. Without one they are temporary, and removed when the fit ends, however it does.
 *
 * @param <T> the trainer itself
 * @param <M> what it trains
 */
public abstract class TextTrainer<T extends TextTrainer<T, M>, M extends TrainedText<M>>
    extends Estimator<M> implements DefaultParamsWritable {
  private static final long serialVersionUID = 1L;

  private final String uid;
  private final StageParams params;
  private final Param<String> workFolder;
  private final TreeMap<String, List<String>> kinds;

  /**
   * @param may what the model may be asked for, the usual one first
   * @param kinds settings that make it what it is, each with what it may be, the usual one first
   */
  TextTrainer(String uid, List<TextWork> may, Map<String, List<String>> kinds) {
    this.uid = uid;
    this.kinds = new TreeMap<>(kinds);
    this.params = new StageParams(this, may);
    this.workFolder =
        new Param<>(
            this,
            "workFolder",
            "Folder where shards and runs stay, on a file system that all executors reach. Empty:"
                + " a temporary one, which is removed when the fit ends.");
    params.defaults((param, value) -> Stages.setDefault(this, param, value));
    Stages.setDefault(this, workFolder, "");
    kinds.forEach(
        (key, values) ->
            params
                .settings()
                .assignment(
                    key, values.get(0), (param, given) -> Stages.setDefault(this, param, given)));
  }

  /** Makes the model of what was trained. */
  abstract M model(TrainedModel trained, TrainingSummary summary);

  @Override
  public final String uid() {
    return uid;
  }

  @Override
  public final Param<?>[] params() {
    return params.with(List.of(workFolder));
  }

  /** Returns this trainer with all that a preset, or a file of settings, says. */
  public final T setConfig(String presetOrFile) {
    params.settings().config(presetOrFile, (param, value) -> Stages.set(this, param, value));
    return self();
  }

  /** Returns this trainer with a setting, written as {@code --set} takes it. */
  public final T setConf(String key, String value) {
    params.settings().assignment(key, value, (param, given) -> Stages.set(this, param, given));
    return self();
  }

  /** Returns this trainer, keeping shards and runs in a folder. */
  public final T setWorkFolder(String folder) {
    Stages.set(this, workFolder, folder);
    return self();
  }

  /** Returns this trainer, reading ids from a column; without one a text's hash is its id. */
  public final T setIdColumn(String column) {
    return setText("prepare.id-field", column);
  }

  /**
   * Returns this trainer, reading from a column which split a text goes to: {@code train}, {@code
   * valid} or {@code test}. Without one the shares of the settings divide them.
   */
  public final T setSplitColumn(String column) {
    return setText("prepare.split-field", column);
  }

  /** Returns this trainer, its model adding what is asked for: the names of commands. */
  public final T setOutputs(String... names) {
    Stages.set(this, params.outputs(), names);
    return self();
  }

  /** Returns this trainer, the names of the columns that its model adds beginning so. */
  public final T setPrefix(String beginning) {
    Stages.set(this, params.prefix(), beginning);
    return self();
  }

  /** Gives a setting that is a text. */
  final T setText(String key, String value) {
    Stages.set(this, params.settings().param(key).orElseThrow(), value);
    return self();
  }

  @SuppressWarnings("unchecked")
  private T self() {
    return (T) this;
  }

  /**
   * Returns the schema of what the model will make of such a DataFrame.
   *
   * @throws SettingsException if settings do not go together
   * @throws IllegalArgumentException if a column is missing or of a wrong type, or one is there
   *     that will be added
   */
  @Override
  public final StructType transformSchema(StructType schema) {
    SettingsLayers layers = params.settings().layers(this);
    requireKind(layers.settings());
    ProgramJobs.check(layers);
    RecordSpec columns = Stages.records(layers.settings());
    if (!columns.targetField().isEmpty()) {
      AddedColumns.requireText(schema, columns.targetField());
    }
    if (!columns.idField().isEmpty()) {
      AddedColumns.requireName(schema, columns.idField(), false);
    }
    if (!columns.labelField().isEmpty()) {
      AddedColumns.requireName(schema, columns.labelField(), true);
    }
    if (columns.hasSplit()) {
      AddedColumns.requireText(schema, columns.splitField());
    }
    return Stages.schema(this, params, schema);
  }

  /** A preset of another kind of model would train that one. */
  private void requireKind(Settings settings) {
    kinds.forEach(
        (key, values) -> {
          if (!values.contains(settings.text(key))) {
            throw settings.refused(
                key,
                Text.format(
                    "a %s trains with %s alone",
                    getClass().getSimpleName(), String.join(" or ", values)));
          }
        });
  }

  /**
   * Trains the model; of its checkpoints the one with the lowest validation loss is returned.
   *
   * @throws DataException if the texts cannot be trained on
   */
  @Override
  public final M fit(Dataset<?> dataset) {
    transformSchema(dataset.schema(), true);
    SettingsLayers layers = params.settings().layers(this);
    M model =
        new Fit(dataset.toDF(), layers, getOrDefault(workFolder), getClass().getSimpleName())
            .train(this::model);
    model.setParent(this);
    return copyValues(model, new ParamMap());
  }

  @Override
  public abstract T copy(ParamMap extra);
}
