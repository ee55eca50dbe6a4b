package org.rnnlm.jobs.specs;

import java.util.List;
import org.rnnlm.jobs.settings.Settings;
import org.rnnlm.kernel.Cell;
import org.rnnlm.layer.CharacterReader;
import org.rnnlm.layer.Pooling;
import org.rnnlm.model.Architecture;
import org.rnnlm.model.Block;
import org.rnnlm.model.BlockSpec;
import org.rnnlm.model.CharacterSpec;
import org.rnnlm.model.DenseActivation;
import org.rnnlm.model.Direction;
import org.rnnlm.model.DropoutSpec;
import org.rnnlm.model.EmbeddingSpec;
import org.rnnlm.model.Head;
import org.rnnlm.model.HeadSpec;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.model.OutputSpec;
import org.rnnlm.model.RecurrentSpec;
import org.rnnlm.model.TagDecoder;

/** What is trained: {@code model}. */
public final class ModelSpecs {
  private ModelSpecs() {}

  public static ModelSpec of(Settings settings) {
    ModelSpec layers = ModelSpec.of(recurrent(settings));
    EmbeddingSpec embedding = embedding(settings);
    ModelSpec given = settings.together("model.tied-embedding", () -> layers.with(embedding));
    ModelSpec forward =
        settings.together("model.embedding-dropout", () -> given.with(dropout(settings)));
    HeadSpec head = head(settings);
    Architecture architecture = settings.choice("model.architecture", Architecture.class);
    ModelSpec model =
        settings.flag("model.bidirectional")
            ? settings.together(
                "model.bidirectional", () -> forward.with(head).reading(Direction.BOTH))
            : settings.together("model.head", () -> forward.with(head));
    ModelSpec whole = settings.together("model.architecture", () -> model.with(architecture));
    CharacterSpec characters =
        new CharacterSpec(
            settings.integer("model.character-size", 0, 1 << 12),
            settings.integer("model.character-filters", 1, 1 << 12),
            settings.integer("model.character-width", 1, CharacterReader.MOST));
    return settings.together(
        "model.character-size", () -> whole.with(whole.embedding().with(characters)));
  }

  private static RecurrentSpec recurrent(Settings settings) {
    int heads = settings.integer("model.heads", 0, 1 << 16);
    RecurrentSpec layers = layers(settings);
    return settings.together("model.heads", () -> layers.withHeads(heads));
  }

  private static RecurrentSpec layers(Settings settings) {
    return RecurrentSpec.of(
            settings.choice("model.cell", Cell.class),
            settings.integer("model.layers", 1, 100),
            settings.integer("model.hidden-size", 1, 1 << 16))
        .withForgetBias(settings.decimal("model.forget-bias", -100, 100))
        .in(block(settings));
  }

  private static BlockSpec block(Settings settings) {
    Block kind = settings.choice("model.block", Block.class);
    int size = settings.integer("model.feed-forward-size", 0, 1 << 16);
    return settings.together("model.feed-forward-size", () -> new BlockSpec(kind, size));
  }

  private static EmbeddingSpec embedding(Settings settings) {
    int size = settings.integer("model.embedding-size", 0, 1 << 16);
    boolean tied = settings.flag("model.tied-embedding");
    if (settings.flag("model.freeze-embedding")) {
      return settings.together("model.freeze-embedding", () -> frozen(size, tied));
    }
    return tied ? EmbeddingSpec.tied(size) : EmbeddingSpec.trained(size);
  }

  private static EmbeddingSpec frozen(int size, boolean tied) {
    if (tied) {
      throw EmbeddingSpec.frozenAndMissingOrTied();
    }
    return EmbeddingSpec.frozen(size);
  }

  private static DropoutSpec dropout(Settings settings) {
    double activations = settings.decimal("model.dropout", 0, Limits.BELOW_ONE);
    return new DropoutSpec(
        activations,
        settings.decimal("model.recurrent-dropout", 0, Limits.BELOW_ONE),
        settings.decimal("model.weight-drop", 0, Limits.BELOW_ONE),
        settings.decimal("model.embedding-dropout", 0, Limits.BELOW_ONE),
        settings.decimal("model.input-dropout", 0, Limits.BELOW_ONE),
        settings
            .autoOrDecimal(
                "model.output-dropout", share -> share >= 0 && share < 1, "from 0 to below 1")
            .orElse(activations),
        settings.flag("model.locked-dropout"));
  }

  private static OutputSpec output(Settings settings) {
    OutputSpec.Kind kind = settings.choice("model.output", OutputSpec.Kind.class);
    List<String> given = settings.texts("model.output-cutoffs");
    return settings.together(
        "model.output-cutoffs",
        () -> new OutputSpec(kind, given.stream().map(ModelSpecs::cutoff).toList()));
  }

  private static int cutoff(String given) {
    try {
      return Integer.parseInt(given);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "'" + given + "' is no id; give a list of whole numbers such as [4000, 40000]", e);
    }
  }

  private static HeadSpec head(Settings settings) {
    Head kind = settings.choice("model.head", Head.class);
    Pooling pooling = settings.choice("model.pooling", Pooling.class);
    int denseSize = settings.integer("model.dense-size", 0, 1 << 16);
    DenseActivation activation = settings.choice("model.dense-activation", DenseActivation.class);
    TagDecoder tags = settings.choice("model.tags", TagDecoder.class);
    if (tags == TagDecoder.CRF && kind != Head.TAGS) {
      throw settings.refused("model.tags", "a CRF is over tags; set model.head = tags");
    }
    OutputSpec output = output(settings);
    HeadSpec head =
        settings.together(
            "model.dense-size", () -> new HeadSpec(kind, pooling, denseSize, activation));
    return settings.together("model.output", () -> head.with(tags).with(output));
  }
}
