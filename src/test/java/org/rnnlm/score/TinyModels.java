package org.rnnlm.score;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.rnnlm.kernel.Bf16Choice;
import org.rnnlm.kernel.Cell;
import org.rnnlm.kernel.KernelChoice;
import org.rnnlm.kernel.KernelSpec;
import org.rnnlm.layer.Pooling;
import org.rnnlm.model.ComputeSpec;
import org.rnnlm.model.DenseActivation;
import org.rnnlm.model.EmbeddingSpec;
import org.rnnlm.model.Head;
import org.rnnlm.model.HeadSpec;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.model.Networks;
import org.rnnlm.model.Reads;
import org.rnnlm.run.TrainingState;
import org.rnnlm.shard.Cut;
import org.rnnlm.shard.SequenceMode;
import org.rnnlm.vocabulary.TokenKind;
import org.rnnlm.vocabulary.TokenSpec;
import org.rnnlm.vocabulary.Vocabulary;

/** Small models of the letters a to e and the space, untrained but far from uniform. */
final class TinyModels {
  static final Vocabulary LETTERS = letters();
  private static final int WINDOW = 5;

  private TinyModels() {}

  private static Vocabulary letters() {
    List<Vocabulary.Entry> counts = new ArrayList<>();
    for (String letter : List.of("a", "b", "c", "d", "e", " ")) {
      counts.add(new Vocabulary.Entry(letter, 100 - counts.size()));
    }
    return Vocabulary.of(TokenSpec.of(TokenKind.CHARACTERS), counts, 1000, 10, 0, 1);
  }

  static KernelSpec kernels(KernelChoice choice) {
    return new KernelSpec(choice, Bf16Choice.OFF);
  }

  /** Predicts at every step. */
  static ScoringModel everyStep(Cell cell, KernelChoice choice, SequenceMode mode) {
    ModelSpec spec = ModelSpec.of(cell, 2, 23).with(EmbeddingSpec.trained(17));
    return of(spec, choice, mode, LETTERS);
  }

  /** Predicts the token after five. */
  static ScoringModel nextToken(KernelChoice choice) {
    HeadSpec head =
        new HeadSpec(
            Head.NEXT_TOKEN,
            Pooling.LAST,
            0,
            DenseActivation.RELU,
            new Reads(WINDOW, Cut.END, List.of()));
    return of(ModelSpec.of(Cell.GRU, 1, 11).with(head), choice, SequenceMode.WINDOW, LETTERS);
  }

  static ScoringModel of(
      ModelSpec spec, KernelChoice choice, SequenceMode mode, Vocabulary vocabulary) {
    KernelSpec kernels = kernels(choice);
    MultiLayerNetwork network =
        Networks.create(
            spec, vocabulary.size(), 0.01, 3, new ComputeSpec(ComputeSpec.Layers.RNNLM, kernels));
    network.params().muli(3); // far from uniform, so that states matter
    TrainingState state = TrainingState.start(spec, vocabulary.fingerprint(), "", mode);
    try {
      return ScoringModel.of(network, kernels, vocabulary, state);
    } finally {
      Networks.release(network);
    }
  }

  /** Returns texts of many lengths, one of them empty and some longer than a window of a batch. */
  static List<String> texts(int count) {
    SplittableRandom random = new SplittableRandom(7);
    List<String> texts = new ArrayList<>();
    texts.add("");
    while (texts.size() < count) {
      int length = random.nextInt(6) == 0 ? 60 + random.nextInt(150) : random.nextInt(60);
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < length; i++) {
        text.append("abcde x".charAt(random.nextInt(7))); // x is unknown
      }
      texts.add(text.toString());
    }
    return texts;
  }
}
