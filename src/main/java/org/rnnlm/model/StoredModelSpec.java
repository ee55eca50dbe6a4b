package org.rnnlm.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.rnnlm.io.AddedLater;
import org.rnnlm.kernel.Cell;

/**
 * A {@link ModelSpec} as checkpoints hold it: all its parts in one flat object. What specifications
 * of an earlier version lack has the value that it had then: none.
 */
record StoredModelSpec(
    Cell cell,
    int layers,
    int hiddenSize,
    int embeddingSize,
    double dropout,
    @AddedLater double recurrentDropout,
    @AddedLater double weightDrop,
    @AddedLater double embeddingDropout,
    @AddedLater double inputDropout,
    @AddedLater Double outputDropout,
    @AddedLater boolean lockedDropout,
    @AddedLater boolean tiedEmbedding,
    @AddedLater double forgetBias, // of the start alone, so any value lets a run go on
    @AddedLater boolean frozenEmbedding,
    @AddedLater boolean bidirectional,
    @AddedLater HeadSpec head,
    @AddedLater Architecture architecture,
    @AddedLater Block block,
    @AddedLater int feedForwardSize,
    @AddedLater @JsonInclude(JsonInclude.Include.NON_DEFAULT) int characterSize,
    @AddedLater @JsonInclude(JsonInclude.Include.NON_DEFAULT) int characterFilters,
    @AddedLater @JsonInclude(JsonInclude.Include.NON_DEFAULT) int characterWidth,
    @AddedLater @JsonInclude(JsonInclude.Include.NON_DEFAULT) int heads) {
  StoredModelSpec {
    outputDropout = outputDropout == null ? dropout : outputDropout; // they were one at first
    head = head == null ? HeadSpec.LANGUAGE_MODEL : head;
    block = block == null ? Block.PLAIN : block;
    architecture = architecture == null ? Architecture.LANGUAGE_MODEL : architecture;
  }

  static StoredModelSpec of(ModelSpec spec) {
    return new StoredModelSpec(
        spec.recurrent().cell(),
        spec.recurrent().layers(),
        spec.recurrent().hiddenSize(),
        spec.embedding().size(),
        spec.dropout().activations(),
        spec.dropout().recurrent(),
        spec.dropout().weights(),
        spec.dropout().words(),
        spec.dropout().input(),
        spec.dropout().output(),
        spec.dropout().locked(),
        spec.embedding().tied(),
        spec.recurrent().forgetBias(),
        spec.embedding().frozen(),
        spec.recurrent().bidirectional(),
        spec.head(),
        spec.architecture(),
        spec.recurrent().block().kind(),
        spec.recurrent().block().feedForwardSize(),
        spec.embedding().characters().size(),
        spec.embedding().characters().filters(),
        spec.embedding().characters().width(),
        spec.recurrent().heads());
  }

  /** Returns the specification, which checks itself. */
  ModelSpec spec() {
    Direction direction = bidirectional ? Direction.BOTH : Direction.FORWARD;
    return new ModelSpec(
        new RecurrentSpec(
            cell,
            layers,
            hiddenSize,
            direction,
            forgetBias,
            new BlockSpec(block, feedForwardSize),
            heads),
        new EmbeddingSpec(
            embeddingSize,
            vectors(),
            new CharacterSpec(characterSize, characterFilters, characterWidth)),
        new DropoutSpec(
            dropout,
            recurrentDropout,
            weightDrop,
            embeddingDropout,
            inputDropout,
            outputDropout,
            lockedDropout),
        head,
        architecture);
  }

  private EmbeddingSpec.Vectors vectors() {
    if (tiedEmbedding && frozenEmbedding) {
      throw EmbeddingSpec.frozenAndMissingOrTied();
    }
    if (tiedEmbedding) {
      return EmbeddingSpec.Vectors.TIED;
    }
    return frozenEmbedding ? EmbeddingSpec.Vectors.FROZEN : EmbeddingSpec.Vectors.TRAINED;
  }
}
