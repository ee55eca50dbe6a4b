package org.rnnlm.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Folder;
import org.rnnlm.jobs.settings.Settings;
import org.rnnlm.jobs.settings.SettingsException;
import org.rnnlm.jobs.settings.SettingsLayers;
import org.rnnlm.jobs.specs.ModelSpecs;
import org.rnnlm.kernel.Cell;
import org.rnnlm.layer.Pooling;
import org.rnnlm.model.DenseActivation;
import org.rnnlm.model.EmbeddingSpec;
import org.rnnlm.model.Head;
import org.rnnlm.model.HeadSpec;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.model.TagDecoder;
import org.rnnlm.run.Lineage;
import org.rnnlm.train.Ancestor;
import org.rnnlm.vocabulary.TokenKind;
import org.rnnlm.vocabulary.TokenSpec;
import org.rnnlm.vocabulary.Vocabulary;

/** The shape that a run has from the model that it begins from, and what contradicts it. */
class AncestorsTest {
  private static final ModelSpec TIED = ModelSpec.of(Cell.GRU, 3, 40).with(EmbeddingSpec.tied(40));
  private static final ModelSpec SUMMARY =
      ModelSpec.of(Cell.LSTM, 1, 9)
          .with(new HeadSpec(Head.NEXT_TOKEN, Pooling.MEAN, 5, DenseActivation.TANH));
  private static final ModelSpec CHAIN =
      ModelSpec.of(Cell.LSTM, 1, 9)
          .with(
              new HeadSpec(Head.TAGS, Pooling.LAST, 0, DenseActivation.RELU).with(TagDecoder.CRF));

  @TempDir private Path folder;

  private Ancestor ancestor(ModelSpec model) {
    Folder checkpoint = Folder.at(folder.toString(), new Configuration(false));
    return new Ancestor("runs/a", checkpoint, "0123", model, letters("abcd"));
  }

  private static Vocabulary letters(String letters) {
    List<Vocabulary.Entry> entries =
        letters.chars().mapToObj(c -> new Vocabulary.Entry(Character.toString(c), 10)).toList();
    return Vocabulary.of(
        TokenSpec.of(TokenKind.CHARACTERS), entries, 10L * letters.length(), 0, 0, 1);
  }

  private Settings shaped(ModelSpec model, String... assignments) {
    return Ancestors.shaped(
            SettingsLayers.ofReference().withAssignments(List.of(assignments)),
            Optional.of(ancestor(model)))
        .settings();
  }

  @Test
  void theModelIsThatOfTheOtherRun() {
    assertThat(ModelSpecs.of(shaped(TIED))).isEqualTo(TIED);
    assertThat(ModelSpecs.of(shaped(SUMMARY))).isEqualTo(SUMMARY);
    assertThat(ModelSpecs.of(shaped(SUMMARY, "model.dense-size=7")).head().denseSize())
        .isEqualTo(7);
    assertThat(ModelSpecs.of(shaped(CHAIN))).isEqualTo(CHAIN);
    assertThat(ModelSpecs.of(shaped(CHAIN, "model.tags=softmax")).head().tags())
        .isEqualTo(TagDecoder.SOFTMAX);
  }

  @Test
  void aClassifierUntiesTheEmbedding() {
    ModelSpec model = ModelSpecs.of(shaped(TIED, "model.head=class", "model.dropout=0.5"));
    assertThat(model.embedding()).isEqualTo(EmbeddingSpec.trained(40));
    assertThat(model.head().kind()).isEqualTo(Head.CLASS);
    assertThat(model.dropout().activations()).isEqualTo(0.5);
  }

  @Test
  void aTaggerUntiesTheEmbedding() {
    ModelSpec model = ModelSpecs.of(shaped(TIED, "model.head=tags", "model.tags=crf"));
    assertThat(model.embedding()).isEqualTo(EmbeddingSpec.trained(40));
    assertThat(model.head().isChain()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "model.cell=lstm, model.cell = gru",
    "model.layers=2, model.layers = 3",
    "model.hidden-size=128, model.hidden-size = 40",
    "model.embedding-size=0, model.embedding-size = 40",
    "model.tied-embedding=false, model.tied-embedding = true",
    "model.bidirectional=true, model.bidirectional = false",
    "model.architecture=encoder-decoder, model.architecture = language-model"
  })
  void whatContradictsItIsRefused(String assignment, String real) {
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> shaped(TIED, assignment))
        .withMessageContainingAll(
            "--set " + assignment,
            "train.from runs/a has " + real + "; leave the setting out, or begin from another");
  }

  @Test
  void anOptimizerWithoutItsWeightsIsRefused() {
    Settings settings =
        SettingsLayers.ofReference().withAssignment("train.from-state=keep").settings();
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> Ancestors.of(settings, new Configuration(false)))
        .withMessageContaining("there is no train.from whose optimizer could go on");
  }

  @Test
  void anOptimizerOfOtherTokensIsRefusedAndTheShareThatMatchesTold() {
    Ancestor ancestor = ancestor(TIED);
    Lineage lineage = ancestor.lineage(TIED, letters("cdef"), false);
    assertThat(lineage.matched())
        .isEqualTo("2 of 4 tokens matched (50.0 %), which are 50.0 % of the training split");
    assertThat(lineage.taken()).isEqualTo("layer-1, layer-2, layer-3, output");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> ancestor.lineage(TIED, letters("cdef"), true))
        .withMessageContaining("the optimizer of runs/a cannot go on")
        .withMessageContaining("--vocabulary runs/a");
  }
}
