package org.rnnlm.ml;

import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsReader$;
import org.apache.spark.ml.util.DefaultParamsWriter$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWriter;
import org.rnnlm.io.Folder;
import org.rnnlm.io.Json;
import org.rnnlm.jobs.TrainedModel;
import scala.Option;

/**
 * A saved model: MLlib's {@code metadata}, the checkpoint in {@code model}, which commands read as
 * well, and the epochs in {@code summary.json}.
 */
final class StoredStage {
  private static final String MODEL = "model";
  private static final String SUMMARY = "summary.json";

  private StoredStage() {}

  /** Writes a model. */
  static final class Writer extends MLWriter {
    private final TrainedText<?> model;

    Writer(TrainedText<?> model) {
      this.model = model;
    }

    /** Calls what Spark 3 has and Spark 4 deprecates. */
    @Override
    @SuppressWarnings("deprecation")
    public void saveImpl(String path) {
      DefaultParamsWriter$.MODULE$.saveMetadata(model, path, sc(), Option.empty(), Option.empty());
      Folder folder = Folder.at(path, sc().hadoopConfiguration());
      model.trained().write(folder.child(MODEL));
      folder.write(SUMMARY, Json.pretty(model.summary()));
    }
  }

  /** Reads a model. */
  static final class Reader<M extends TrainedText<M>> extends MLReader<M> {
    private final Class<M> type;
    private final Function<String, BiFunction<TrainedModel, TrainingSummary, M>> maker;

    /**
     * @param maker makes it of its uid, its checkpoint's model and its summary
     */
    Reader(Class<M> type, Function<String, BiFunction<TrainedModel, TrainingSummary, M>> maker) {
      this.type = type;
      this.maker = maker;
    }

    /** Calls what Spark 3 has and Spark 4 deprecates. */
    @Override
    @SuppressWarnings("deprecation")
    public M load(String path) {
      DefaultParamsReader.Metadata metadata =
          DefaultParamsReader$.MODULE$.loadMetadata(path, sc(), type.getName());
      Folder folder = Folder.at(path, sc().hadoopConfiguration());
      TrainedModel trained =
          TrainedModel.best(folder.child(MODEL).uri(), sc().hadoopConfiguration());
      TrainingSummary summary =
          Json.read(folder.readText(SUMMARY), TrainingSummary.class, folder.location(SUMMARY));
      M model = maker.apply(metadata.uid()).apply(trained, summary);
      metadata.getAndSetParams(model, Option.empty());
      return model;
    }
  }
}
