package org.rnnlm.ml;

import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.MLReader;
import org.rnnlm.jobs.TrainedModel;

/**
 * A trained language model: {@code transform} adds how likely it finds each text, and if asked for
 * what it writes after it and the state that it is left in.
 */
public final class TrainedLanguageModel extends TrainedText<TrainedLanguageModel> {
  private static final long serialVersionUID = 1L;

  TrainedLanguageModel(String uid, TrainedModel trained, TrainingSummary summary) {
    super(uid, trained, summary, LanguageModelTrainer.MAY);
  }

  @Override
  public TrainedLanguageModel copy(ParamMap extra) {
    return copied(new TrainedLanguageModel(uid(), trained(), summary()), extra);
  }

  /** Returns a reader of saved models. */
  public static MLReader<TrainedLanguageModel> read() {
    return new StoredStage.Reader<>(
        TrainedLanguageModel.class,
        uid -> (trained, summary) -> new TrainedLanguageModel(uid, trained, summary));
  }

  /** Returns a model that was saved. */
  public static TrainedLanguageModel load(String path) {
    return read().load(path);
  }
}
