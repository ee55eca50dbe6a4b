package org.rnnlm.ml;

import java.util.List;
import java.util.Map;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.rnnlm.jobs.TrainedModel;

/**
 * Trains a language model on a column of texts.
 *
 * <pre>{@code
 * LanguageModelTrainer trainer =
 *     new LanguageModelTrainer().setConfig("quickstart").setTextColumn("text");
 * TrainedLanguageModel model = trainer.fit(articles);
 * model.transform(others).select("text", "perplexity").show();
 * }</pre>
 */
public final class LanguageModelTrainer
    extends TextTrainer<LanguageModelTrainer, TrainedLanguageModel> {
  private static final long serialVersionUID = 1L;

  static final List<TextWork> MAY = List.of(TextWork.SCORE, TextWork.COMPLETE, TextWork.EMBED);

  private static final Map<String, List<String>> KINDS =
      Map.of(
          "prepare.mode", List.of("stream", "sentence", "window"),
          "model.architecture", List.of("language-model"),
          "model.head", List.of("every-step", "next-token"));

  public LanguageModelTrainer() {
    this(Identifiable$.MODULE$.randomUID("languageModelTrainer"));
  }

  public LanguageModelTrainer(String uid) {
    super(uid, MAY, KINDS);
  }

  /** Returns this trainer, reading texts from a column. */
  public LanguageModelTrainer setTextColumn(String column) {
    return setText("prepare.text-field", column);
  }

  @Override
  TrainedLanguageModel model(TrainedModel trained, TrainingSummary summary) {
    return new TrainedLanguageModel(uid(), trained, summary);
  }

  @Override
  public LanguageModelTrainer copy(ParamMap extra) {
    return defaultCopy(extra);
  }

  /** Returns a reader of saved trainers. */
  public static MLReader<LanguageModelTrainer> read() {
    return new DefaultParamsReader<>();
  }

  /** Returns a trainer that was saved. */
  public static LanguageModelTrainer load(String path) {
    return read().load(path);
  }
}
