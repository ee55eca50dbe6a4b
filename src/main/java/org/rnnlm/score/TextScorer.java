package org.rnnlm.score;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.rnnlm.layer.Pooling;
import org.rnnlm.model.Networks;
import org.rnnlm.shard.SequenceMode;
import org.rnnlm.vocabulary.Codec;
import org.rnnlm.vocabulary.Piece;
import org.rnnlm.vocabulary.Vocabulary;

/**
 * Tells how a trained language model takes texts, each for itself: how surprising every token is,
 * or which state the text leaves it in.
 *
 * <pre>{@code
 * ScoringModel model = ScoringModel.of(network, kernels, vocabulary, state);
 * try (TextScorer scorer = model.open()) {
 *   for (ScoredText text : scorer.score(List.of("The city lies in the north.", "It is old."))) {
 *     TextTotals totals = text.totals();
 *     System.out.println(totals.nats() + " nats, perplexity " + totals.perplexity());
 *     text.tokens().forEach(token -> System.out.println(token.text() + "\t" + token.nats()));
 *   }
 * }
 * }</pre>
 *
 * <p>A text is read as one was in training: an article (models of streams and windows) after the
 * END of another, a sentence (models of sentences) after START, the network's state zero before it;
 * and its last token is the END that follows. The state is carried through the whole text, however
 * long. Networks that predict one token after a window read the window anew for each token.
 *
 * <p>Texts are computed side by side, by length, in batches whose shape follows from the text's own
 * length alone. <b>What a text gets does not depend on its neighbours or its place among them, bit
 * for bit</b>: that a kernel's products do not depend on a row's place is proved once for each
 * shape before it is used, and where they do, texts are read one by one. So callers may give texts
 * as they come; a few hundred to a few thousand at a time fill the batches best. All that is given
 * at once is kept in memory.
 *
 * <p>One that goes on learning ({@link ScoringModel#openAdapting}) is another matter: there texts
 * depend on those before them.
 *
 * <p>Belongs to the thread that opened it.
 */
public final class TextScorer implements AutoCloseable {
  private final MultiLayerNetwork network;
  private final Vocabulary vocabulary;
  private final Codec codec;
  private final SequenceMode mode;
  private final TextReader reader;
  private final WordSums words;

  /**
   * @param network that becomes this scorer's
   * @param reader of it
   */
  TextScorer(
      Vocabulary vocabulary, SequenceMode mode, MultiLayerNetwork network, TextReader reader) {
    this.vocabulary = vocabulary;
    this.codec = new Codec(vocabulary);
    this.words = new WordSums(vocabulary);
    this.mode = mode;
    this.network = network;
    this.reader = reader;
  }

  /** Returns the vocabulary that texts are read by. */
  public Vocabulary vocabulary() {
    return vocabulary;
  }

  /** Returns each text's tokens with their surprisals, in the order of the texts. */
  public List<ScoredText> score(List<String> texts) {
    return scored(texts, Detail.SURPRISAL);
  }

  /** Returns what {@link #score} does and the entropies, which takes a little longer. */
  public List<ScoredText> scoreWithEntropy(List<String> texts) {
    return scored(texts, Detail.ENTROPY);
  }

  private List<ScoredText> scored(List<String> texts, Detail detail) {
    List<List<Piece>> pieces = texts.stream().map(codec::pieces).toList();
    List<Reading> readings = reader.read(pieces.stream().map(this::framed).toList(), detail);
    List<ScoredText> scored = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      scored.add(ScoredText.of(texts.get(i), pieces.get(i), readings.get(i)));
    }
    return scored;
  }

  /**
   * Returns a scored text's words: what stands between white space, which is the following word's.
   * The last one is the text's END, with white space before it if the text ends with some.
   */
  public List<ScoredWord> words(ScoredText text) {
    return words.of(text);
  }

  /**
   * Returns for each text the state of the last recurrent layer: after the last token, or the mean
   * of those after each token. START and END count for neither; of an empty text it is the state
   * after what stands before it.
   *
   * @throws IllegalArgumentException if the network predicts one token after a window, or is of
   *     DL4J's own layers
   */
  public List<float[]> embed(List<String> texts, Pooling pooling) {
    return reader.embed(texts.stream().map(text -> framed(codec.pieces(text))).toList(), pooling);
  }

  /** Returns ids as they stood in the shards: what comes before a text, its tokens, END. */
  private int[] framed(List<Piece> pieces) {
    int[] ids = new int[pieces.size() + 2];
    ids[0] = mode.opening();
    for (int i = 0; i < pieces.size(); i++) {
      ids[i + 1] = pieces.get(i).id();
    }
    ids[ids.length - 1] = Vocabulary.END;
    return ids;
  }

  /** Frees the network. */
  @Override
  public void close() {
    reader.close();
    Networks.release(network);
  }
}
