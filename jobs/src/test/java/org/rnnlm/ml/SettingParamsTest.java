package org.rnnlm.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.tuning.ParamGridBuilder;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.rnnlm.jobs.KnownSettings;
import org.rnnlm.jobs.settings.SettingRule;
import org.rnnlm.jobs.settings.SettingsException;
import org.rnnlm.jobs.settings.SettingsLayers;

/** A trainer's parameters are the reference's settings, and its contract is MLlib's. */
class SettingParamsTest {
  private static final StructType TEXTS = new StructType().add("text", DataTypes.StringType);

  @Test
  void everySettingOfTheReferenceIsAParameterWithItsDocAndDefault() {
    LanguageModelTrainer trainer = new LanguageModelTrainer();
    TreeSet<String> names = new TreeSet<>();
    for (Param<?> param : trainer.params()) {
      names.add(param.name());
      assertThat(param.parent()).isEqualTo(trainer.uid());
      assertThat(param.doc()).as(param.name()).isNotBlank();
      assertThat(trainer.hasDefault(param)).as(param.name()).isTrue();
    }
    TreeSet<String> settings =
        new TreeSet<>(SettingsLayers.ofReference().settings().rendered().keySet());
    settings.addAll(List.of("outputs", "pooling", "prefix", "workFolder"));
    assertThat(names).isEqualTo(settings);
    assertThat(trainer.explainParam(trainer.getParam("train.clip-norm")))
        .startsWith("train.clip-norm: Largest Euclidean norm of a worker's gradient")
        .endsWith("(default: 1.0)");
  }

  @Test
  void everySettingThatIsANumberIsReadWithItsRange() {
    for (SettingRule rule : KnownSettings.all()) {
      if (rule.usual() instanceof Number) {
        Object read = rule.read();
        assertThatThrownBy(() -> rule.check(read instanceof Double ? -1e300 : Long.MIN_VALUE, "x"))
            .as(rule.key())
            .satisfies(
                e ->
                    assertThat(e)
                        .isInstanceOf(SettingsException.class)
                        .hasMessageContaining(rule.key()));
      }
    }
  }

  @Test
  void whatNoPresetSetsIsNotGivenAndWhatOneSetsIs() {
    LanguageModelTrainer trainer = new LanguageModelTrainer();
    SettingParams params = new SettingParams(trainer);
    assertThat(params.given(trainer)).isEmpty();
    trainer.setConfig("quickstart").setConf("train.epochs", "7").setConf("sample.length", "400");
    Map<String, Object> given = params.given(trainer);
    assertThat(given)
        .containsEntry("train.epochs", 7)
        .containsEntry("sample.length", 400)
        .containsEntry("train.learning-rate", 0.014)
        .containsEntry("model.cell", "lstm")
        .doesNotContainKey("train.seed");
    assertThat(params.layers(trainer).settings().render())
        .isEqualTo(
            SettingsLayers.ofReference()
                .withConfig("quickstart")
                .withAssignments(List.of("train.epochs=7", "sample.length=400"))
                .settings()
                .render());
  }

  @Test
  void wrongValuesAreRefusedWhenTheyAreSetWithTheWordsOfTheCommands() {
    LanguageModelTrainer trainer = new LanguageModelTrainer("lm");
    Param<Object> layers = trainer.getParam("model.layers");
    assertThatThrownBy(() -> trainer.set(layers, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("model.layers = 0 (of lm): must be a whole number from 1 to 100");
    assertThatThrownBy(() -> trainer.setConf("model.cell", "lsmt"))
        .hasMessageContaining("model.cell")
        .hasMessageContaining("must be one of simple-rnn, lstm");
    assertThatThrownBy(() -> trainer.setConf("model.hiden-size", "3"))
        .hasMessageContaining("did you mean model.hidden-size?");
    assertThatThrownBy(() -> trainer.setOutputs("score", "translate"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void parametersHaveTheTypesThatGridsAndSavedStagesAskFor() {
    LanguageModelTrainer trainer = new LanguageModelTrainer();
    assertThat(trainer.getParam("model.hidden-size")).isInstanceOf(IntParam.class);
    assertThat(trainer.getParam("train.seed")).isInstanceOf(LongParam.class);
    ParamMap[] grid =
        new ParamGridBuilder()
            .addGrid((IntParam) (Param<?>) trainer.getParam("model.hidden-size"), new int[] {8, 16})
            .build();
    assertThat(grid).hasSize(2);
    for (Param<?> param : trainer.params()) {
      assertThat(roundTrip(trainer, param)).as(param.name()).isTrue();
    }
  }

  @SuppressWarnings("unchecked")
  private static <T> boolean roundTrip(LanguageModelTrainer trainer, Param<T> param) {
    T value = trainer.getOrDefault(param);
    T decoded = param.jsonDecode(param.jsonEncode(value));
    return SettingParams.ofSetting(decoded).equals(SettingParams.ofSetting(value));
  }

  @Test
  void aCopyHasTheSameIdAndValuesAndIsChangedByItself() {
    LanguageModelTrainer trainer = new LanguageModelTrainer().setConf("model.layers", "3");
    Param<Object> layers = trainer.getParam("model.layers");
    LanguageModelTrainer copy = trainer.copy(new ParamMap().put(layers.w(2)));
    assertThat(copy.uid()).isEqualTo(trainer.uid());
    assertThat(copy.getOrDefault(layers)).isEqualTo(2);
    assertThat(trainer.getOrDefault(layers)).isEqualTo(3);
    assertThat(Arrays.stream(copy.params()).map(Param::name).toList())
        .isEqualTo(Arrays.stream(trainer.params()).map(Param::name).toList());
  }

  @Test
  void settingsOfAnotherKindOfModelAreRefused() {
    assertThatThrownBy(
            () -> new TextClassifierTrainer().setConfig("sentences").transformSchema(TEXTS))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("a TextClassifierTrainer trains with labelled alone");
    assertThatThrownBy(() -> new LanguageModelTrainer().setConfig("reviews").transformSchema(TEXTS))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("a LanguageModelTrainer trains with every-step or next-token alone");
    assertThatThrownBy(
            () ->
                new TranslatorTrainer()
                    .setConf("model.architecture", "language-model")
                    .transformSchema(TEXTS))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("a TranslatorTrainer trains with encoder-decoder alone");
  }

  @Test
  void theSchemaOfTheResultIsKnownBeforeAnythingIsTrained() {
    StructType schema =
        new LanguageModelTrainer()
            .setOutputs("score", "embed")
            .setPrefix("lm_")
            .transformSchema(TEXTS.add("nats", DataTypes.DoubleType));
    assertThat(schema.simpleString())
        .isEqualTo(
            "struct<text:string,nats:double,lm_nats:double,lm_tokens:bigint,"
                + "lm_unknown_tokens:bigint,lm_perplexity:double,lm_nats_per_character:double,"
                + "lm_embedding:array<float>,lm_error:string>");
  }

  @Test
  void wrongSchemasAndSettingsThatDoNotGoTogetherAreRefusedBeforeAnythingRuns() {
    LanguageModelTrainer trainer = new LanguageModelTrainer();
    assertThatThrownBy(() -> trainer.transformSchema(new StructType().add("t", "string")))
        .hasMessage("there is no column text; there are t");
    assertThatThrownBy(() -> trainer.transformSchema(new StructType().add("text", "int")))
        .hasMessage("column text is int, it must be a text");
    assertThatThrownBy(() -> trainer.transformSchema(TEXTS.add("Nats", "double")))
        .hasMessageContaining("there is a column nats already");
    assertThatThrownBy(
            () ->
                new LanguageModelTrainer()
                    .setIdColumn("id")
                    .transformSchema(TEXTS.add("id", "double")))
        .hasMessage("column id is double, it must be a text or a whole number");
    assertThatThrownBy(
            () ->
                new LanguageModelTrainer()
                    .setConf("model.tied-embedding", "true")
                    .transformSchema(TEXTS))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("model.tied-embedding");
  }
}
