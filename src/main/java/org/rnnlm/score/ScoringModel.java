package org.rnnlm.score;

import java.io.Serializable;
import java.util.Objects;
import java.util.function.BiFunction;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.rnnlm.io.DataException;
import org.rnnlm.kernel.KernelSpec;
import org.rnnlm.model.Head;
import org.rnnlm.model.SentNetwork;
import org.rnnlm.run.TrainingState;
import org.rnnlm.shard.SequenceMode;
import org.rnnlm.vocabulary.Vocabulary;
import org.rnnlm.vocabulary.VocabularyFile;

/**
 * A trained language model as it can be sent to another thread or machine, to be opened there.
 *
 * @param sent its network
 * @param vocabulary its vocabulary's file
 * @param mode how articles became the sequences that it was trained on
 * @param window tokens after which it predicts one; 0 of a network that predicts at every step
 */
public record ScoringModel(SentNetwork sent, String vocabulary, SequenceMode mode, int window)
    implements Serializable {

  public ScoringModel {
    Objects.requireNonNull(sent, "sent");
    Objects.requireNonNull(vocabulary, "vocabulary");
    Objects.requireNonNull(mode, "mode");
    if (mode == SequenceMode.PAIR || mode == SequenceMode.LABELLED || mode == SequenceMode.TAGGED) {
      throw new IllegalArgumentException("a model of " + mode + " predicts no running text");
    }
    if (window < 0) {
      throw new IllegalArgumentException("a window of " + window + " tokens");
    }
  }

  /**
   * Returns the model of a checkpoint.
   *
   * @param network the checkpoint's, which stays its owner's
   * @throws DataException if the model predicts no tokens of plain text; the message says what to
   *     use it with
   */
  public static ScoringModel of(
      MultiLayerNetwork network, KernelSpec kernels, Vocabulary vocabulary, TrainingState state) {
    require(state);
    Head head = state.model().head().kind();
    return new ScoringModel(
        SentNetwork.of(network, kernels),
        VocabularyFile.format(vocabulary),
        state.sequences(),
        head == Head.NEXT_TOKEN ? state.model().head().reads().length() : 0);
  }

  /**
   * Refuses a model that predicts no tokens of plain text.
   *
   * @throws DataException saying what to use it with
   */
  public static void require(TrainingState state) {
    if (state.model().ofPairs()) {
      throw new DataException(
          "the model is an encoder and decoder, which predicts targets of given sources and no text"
              + " of its own; evaluate scores it on shards of pairs, and translate writes targets");
    }
    if (state.model().head().kind() == Head.TAGS) {
      throw new DataException(
          "the model is a tagger, which tells the tags of words and predicts no tokens; tag tells"
              + " them, and evaluate scores it on tagged shards");
    }
    if (state.model().head().kind() == Head.CLASS) {
      throw new DataException(
          "the model is a classifier, which tells classes and predicts no tokens; classify tells"
              + " the classes of texts, and evaluate scores it on labelled shards");
    }
  }

  /** Returns a scorer of this model, to be used and closed by the thread that opens it. */
  public TextScorer open() {
    return open(SideBySide::ofMany);
  }

  /**
   * Returns a scorer of this model for long texts, which it reads one after another; a text's
   * numbers differ in rounding from those of {@link #open}.
   */
  public TextScorer openForOne() {
    return open(SideBySide::ofOne);
  }

  /**
   * @param everyStep makes the reader of a network that predicts at every step, with a vocabulary
   *     of that size
   */
  private TextScorer open(BiFunction<MultiLayerNetwork, Integer, TextReader> everyStep) {
    Vocabulary parsed = parsed();
    MultiLayerNetwork network = network();
    TextReader reader =
        window > 0
            ? new WindowByWindow(network, parsed.size(), window)
            : everyStep.apply(network, parsed.size());
    return new TextScorer(parsed, mode, network, reader);
  }

  /**
   * Returns a scorer of this model that goes on learning while it reads, from text to text in the
   * order in which they are given. Each stretch is scored before it is learnt from.
   *
   * @throws DataException if the model predicts one token after a window
   */
  public TextScorer openAdapting(Adaptation adaptation) {
    requireEveryStep();
    Vocabulary parsed = parsed();
    MultiLayerNetwork network = AdaptingReader.network(sent, adaptation.stretch());
    return new TextScorer(
        parsed, mode, network, new AdaptingReader(network, parsed.size(), adaptation));
  }

  /**
   * Returns what {@link #openAdapting} does, for tokens.
   *
   * @throws DataException if the model predicts one token after a window
   */
  public RunningScorer openRunning(Adaptation adaptation) {
    requireEveryStep();
    MultiLayerNetwork network = AdaptingReader.network(sent, adaptation.stretch());
    return new RunningScorer(network, new AdaptingReader(network, vocabularySize(), adaptation));
  }

  void requireEveryStep() {
    if (window > 0) {
      throw new DataException(
          "the model predicts one token after a window; only one that predicts at every step learns"
              + " while it reads");
    }
  }

  int vocabularySize() {
    return parsed().size();
  }

  private Vocabulary parsed() {
    return VocabularyFile.parse(vocabulary, VocabularyFile.NAME);
  }

  /** Returns the network, to be released by who asked for it. */
  MultiLayerNetwork network() {
    return sent.network();
  }
}
