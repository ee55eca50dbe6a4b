package org.rnnlm.ml;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.rnnlm.io.DataException;
import org.rnnlm.jobs.TrainedModel;
import org.rnnlm.jobs.settings.Settings;
import org.rnnlm.jobs.specs.TableSpecs;
import org.rnnlm.prep.table.RowWorkSource;

/**
 * A trained model as a stage of MLlib: {@code transform} adds what the commands of tables add, by
 * the same code and with the same numbers. A row that has no results, such as one without a text,
 * keeps its place, and column {@code error} says why.
 *
 * <p>It holds the whole model in the driver's memory, its optimizer's state too, so that it can be
 * saved, and trained further, wherever it came from.
 *
 * @param <M> the model itself
 */
public abstract class TrainedText<M extends TrainedText<M>> extends Model<M> implements MLWritable {
  private static final long serialVersionUID = 1L;

  private final String uid;
  private final transient TrainedModel trained;
  private final transient TrainingSummary summary;
  private final StageParams params;

  TrainedText(String uid, TrainedModel trained, TrainingSummary summary, List<TextWork> may) {
    this.uid = uid;
    this.trained = trained;
    this.summary = summary;
    this.params = new StageParams(this, may);
    params.defaults((param, value) -> Stages.setDefault(this, param, value));
  }

  @Override
  public final String uid() {
    return uid;
  }

  @Override
  public final Param<?>[] params() {
    return params.with(List.of());
  }

  /** Returns the checkpoint's model. */
  public final TrainedModel trained() {
    return trained;
  }

  /** Returns how the model was trained. */
  public final TrainingSummary summary() {
    return summary;
  }

  @Override
  public abstract M copy(ParamMap extra);

  /** Gives a new model this one's values, and others over them. */
  final M copied(M fresh, ParamMap extra) {
    M copy = copyValues(fresh, extra);
    copy.setParent(parent());
    return copy;
  }

  /**
   * Returns a schema with the columns that are added.
   *
   * @throws IllegalArgumentException if there is no column of texts, or one of a name that is added
   */
  @Override
  public final StructType transformSchema(StructType schema) {
    return Stages.schema(this, params, schema);
  }

  /**
   * Returns a DataFrame with the columns that are added, which are made when it is computed.
   *
   * @throws DataException if the model cannot do what {@code outputs} asks for
   */
  @Override
  public final Dataset<Row> transform(Dataset<?> dataset) {
    StructType schema = transformSchema(dataset.schema(), true);
    Settings settings = params.settings(this);
    List<TextWork> works = params.works(this);
    ArrayList<RowWorkSource> sources = new ArrayList<>();
    works.forEach(work -> sources.add(work.rows(trained, settings, params.pooling(this)).work()));
    Broadcast<ArrayList<RowWorkSource>> sent =
        JavaSparkContext.fromSparkContext(dataset.sparkSession().sparkContext()).broadcast(sources);
    WorkOnRows worked =
        new WorkOnRows(
            sent,
            works.stream().mapToInt(work -> work.columns().size()).toArray(),
            dataset.schema().fieldIndex(Stages.textColumn(settings)),
            place(dataset.schema(), settings.text("prepare.id-field")),
            TableSpecs.reading(settings).pageCharacters());
    return AddedColumns.described(
        dataset.toDF().mapPartitions(worked, Encoders.row(schema)), schema);
  }

  private static int place(StructType schema, String column) {
    return Arrays.asList(schema.fieldNames()).indexOf(column);
  }

  @Override
  public final MLWriter write() {
    return new StoredStage.Writer(this);
  }

  /** Returns this model with a setting, written as {@code --set} takes it. */
  public final M setConf(String key, String value) {
    params.settings().assignment(key, value, (param, given) -> Stages.set(this, param, given));
    return self();
  }

  /** Returns this model, adding what is asked for: the names of commands. */
  public final M setOutputs(String... names) {
    Stages.set(this, params.outputs(), names);
    return self();
  }

  /** Returns this model, the names of the columns that it adds beginning so. */
  public final M setPrefix(String beginning) {
    Stages.set(this, params.prefix(), beginning);
    return self();
  }

  /** Returns this model, the vectors of {@code embed} made so: {@code mean} or {@code last}. */
  public final M setPooling(String name) {
    Stages.set(this, params.pooling(), name);
    return self();
  }

  @SuppressWarnings("unchecked")
  private M self() {
    return (M) this;
  }
}
