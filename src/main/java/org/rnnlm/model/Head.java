package org.rnnlm.model;

import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.rnnlm.layer.KernelLayers;
import org.rnnlm.shard.SequenceMode;
import org.rnnlm.shard.SequenceSpec;
import org.rnnlm.shard.TokenSequence;

/** What a network is asked for. */
public enum Head {
  /** The next token, at every step of a sequence: a language model. */
  EVERY_STEP,
  /** The token after a whole window, and no other. */
  NEXT_TOKEN,
  /** The class of a sequence. */
  CLASS,
  /** A tag for every token that is read. */
  TAGS;

  /**
   * @param mode of the sequences that it is given
   */
  public static Head of(MultiLayerNetwork network, SequenceMode mode) {
    if (!KernelLayers.summarize(network)) {
      return mode == SequenceMode.TAGGED ? TAGS : EVERY_STEP;
    }
    return mode == SequenceMode.LABELLED ? CLASS : NEXT_TOKEN;
  }

  /** Returns whether one vector is made of a whole sequence, and one prediction of that. */
  public boolean summarizes() {
    return this == NEXT_TOKEN || this == CLASS;
  }

  /** Returns whether classes or tags are predicted, which have names, and not tokens. */
  public boolean hasClasses() {
    return this == CLASS || this == TAGS;
  }

  /**
   * Returns how many predictions are asked for of a batch: those that a loss is the mean of, and
   * that a worker weighs by.
   *
   * @param spec which sequences they are; of pairs only the target is predicted
   */
  public int predictions(List<TokenSequence> batch, SequenceSpec spec) {
    return summarizes() ? batch.size() : batch.stream().mapToInt(spec::targets).sum();
  }

  /**
   * Returns the id of the one prediction of a sequence: its last token, or its class.
   *
   * @throws IllegalArgumentException if there is one at every step
   */
  int target(TokenSequence sequence) {
    return switch (this) {
      case EVERY_STEP, TAGS -> throw new IllegalArgumentException("every step has a target");
      case NEXT_TOKEN -> sequence.tokens()[sequence.targets()];
      case CLASS -> sequence.label();
    };
  }

  /** Returns the modes of sequences that a model with this head can be trained on. */
  public List<SequenceMode> modes() {
    return switch (this) {
      case EVERY_STEP ->
          List.of(
              SequenceMode.STREAM, SequenceMode.SENTENCE, SequenceMode.WINDOW, SequenceMode.PAIR);
      case NEXT_TOKEN -> List.of(SequenceMode.WINDOW);
      case CLASS -> List.of(SequenceMode.LABELLED);
      case TAGS -> List.of(SequenceMode.TAGGED);
    };
  }

  /**
   * Returns the id that a step of a sequence is to predict: the next token, or its own tag.
   *
   * @throws IllegalArgumentException if there is one prediction a sequence
   */
  int target(TokenSequence sequence, int step) {
    return switch (this) {
      case EVERY_STEP -> sequence.tokens()[step + 1];
      case TAGS -> sequence.tags()[step];
      case NEXT_TOKEN, CLASS ->
          throw new IllegalArgumentException("a sequence has one target, not one a step");
    };
  }
}
