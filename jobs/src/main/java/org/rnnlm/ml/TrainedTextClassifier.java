package org.rnnlm.ml;

import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.MLReader;
import org.rnnlm.jobs.TrainedModel;

/**
 * A trained classifier: {@code transform} adds the likeliest class of each text, its probability,
 * and those of all classes by name.
 */
public final class TrainedTextClassifier extends TrainedText<TrainedTextClassifier> {
  private static final long serialVersionUID = 1L;

  TrainedTextClassifier(String uid, TrainedModel trained, TrainingSummary summary) {
    super(uid, trained, summary, TextClassifierTrainer.MAY);
  }

  @Override
  public TrainedTextClassifier copy(ParamMap extra) {
    return copied(new TrainedTextClassifier(uid(), trained(), summary()), extra);
  }

  /** Returns a reader of saved models. */
  public static MLReader<TrainedTextClassifier> read() {
    return new StoredStage.Reader<>(
        TrainedTextClassifier.class,
        uid -> (trained, summary) -> new TrainedTextClassifier(uid, trained, summary));
  }

  /** Returns a model that was saved. */
  public static TrainedTextClassifier load(String path) {
    return read().load(path);
  }
}
