package org.rnnlm.jobs.specs;

import org.rnnlm.jobs.settings.Settings;
import org.rnnlm.kernel.Cell;
import org.rnnlm.layer.Pooling;
import org.rnnlm.model.Architecture;
import org.rnnlm.model.DenseActivation;
import org.rnnlm.model.Head;
import org.rnnlm.model.HeadSpec;
import org.rnnlm.model.ModelSpec;

/** What is trained: {@code model}. */
public final class ModelSpecs {
  private ModelSpecs() {}

  public static ModelSpec of(Settings settings) {
    Cell cell = settings.choice("model.cell", Cell.class);
    int layers = settings.integer("model.layers", 1, 100);
    int hiddenSize = settings.integer("model.hidden-size", 1, 1 << 16);
    int embeddingSize = settings.integer("model.embedding-size", 0, 1 << 16);
    double dropout = settings.decimal("model.dropout", 0, Limits.BELOW_ONE);
    double recurrentDropout = settings.decimal("model.recurrent-dropout", 0, Limits.BELOW_ONE);
    boolean tied = settings.flag("model.tied-embedding");
    double forgetBias = settings.decimal("model.forget-bias", -100, 100);
    boolean frozen = settings.flag("model.freeze-embedding");
    ModelSpec recurrent =
        settings.together(
            frozen ? "model.freeze-embedding" : "model.tied-embedding",
            () ->
                new ModelSpec(
                    cell,
                    layers,
                    hiddenSize,
                    embeddingSize,
                    dropout,
                    recurrentDropout,
                    tied,
                    forgetBias,
                    frozen,
                    false,
                    HeadSpec.LANGUAGE_MODEL,
                    Architecture.LANGUAGE_MODEL));
    HeadSpec head = head(settings);
    Architecture architecture = settings.choice("model.architecture", Architecture.class);
    boolean bidirectional = settings.flag("model.bidirectional");
    ModelSpec model =
        settings.together(
            bidirectional ? "model.bidirectional" : "model.head",
            () -> recurrent.with(head, bidirectional));
    return settings.together("model.architecture", () -> model.with(architecture));
  }

  private static HeadSpec head(Settings settings) {
    Head kind = settings.choice("model.head", Head.class);
    Pooling pooling = settings.choice("model.pooling", Pooling.class);
    int denseSize = settings.integer("model.dense-size", 0, 1 << 16);
    DenseActivation activation = settings.choice("model.dense-activation", DenseActivation.class);
    return settings.together(
        "model.dense-size", () -> new HeadSpec(kind, pooling, denseSize, activation));
  }
}
