package org.rnnlm.exchange;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;
import org.rnnlm.kernel.Cell;
import org.rnnlm.layer.Pooling;
import org.rnnlm.model.Architecture;
import org.rnnlm.model.DenseActivation;
import org.rnnlm.model.Head;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.text.Text;
import org.rnnlm.vocabulary.Vocabulary;

/**
 * A model as {@code config.json} describes it to programs that know nothing of rnnlm, beside its
 * weights.
 *
 * @param modelType always {@value #TYPE}
 * @param architecture {@code language-model} or {@code encoder-decoder}
 * @param cell {@code simple-rnn}, {@code lstm}, {@code peephole-lstm} or {@code gru}
 * @param bidirectional whether each layer reads both ways
 * @param vocabularySize ids that may be read, specials among them
 * @param embeddingSize width of the token embedding; 0 where tokens are one-hot
 * @param tieWordEmbeddings whether the embedding is the output layer's weights
 * @param cutoffs ids at which the clusters of an adaptive softmax begin; none of a full one
 * @param head {@code every-step}, {@code next-token} or {@code class}
 * @param pooling {@code last} or {@code mean} of the steps, of heads that sum up a sequence
 * @param denseSize units of a dense layer before the softmax; 0 for none
 * @param denseActivation {@code relu} or {@code tanh}
 * @param length most steps that a head which sums up sequences was trained on; 0 for any
 * @param classes names of the classes, by id
 * @param sequences how training cut text into sequences: {@code stream}, {@code sentence} and so on
 * @param padding id of the padding token
 * @param unknown id of the unknown token
 * @param start id that a sequence begins with
 * @param end id that a sequence ends with
 * @param source the checkpoint that it was made from
 */
record PortableModel(
    @JsonProperty("model_type") String modelType,
    String architecture,
    String cell,
    @JsonProperty("num_layers") int layers,
    @JsonProperty("hidden_size") int hiddenSize,
    boolean bidirectional,
    @JsonProperty("vocab_size") int vocabularySize,
    @JsonProperty("embedding_size") int embeddingSize,
    @JsonProperty("tie_word_embeddings") boolean tieWordEmbeddings,
    List<Integer> cutoffs,
    String head,
    String pooling,
    @JsonProperty("dense_size") int denseSize,
    @JsonProperty("dense_activation") String denseActivation,
    int length,
    List<String> classes,
    String sequences,
    @JsonProperty("pad_token_id") int padding,
    @JsonProperty("unk_token_id") int unknown,
    @JsonProperty("bos_token_id") int start,
    @JsonProperty("eos_token_id") int end,
    String source) {
  static final String TYPE = "rnnlm";

  static PortableModel of(Source source) {
    ModelSpec spec = source.spec();
    return new PortableModel(
        TYPE,
        Text.kebab(spec.architecture()),
        Text.kebab(spec.cell()),
        spec.layers(),
        spec.hiddenSize(),
        spec.recurrent().bidirectional(),
        source.vocabulary().size(),
        spec.embeddingSize(),
        spec.embedding().tied(),
        spec.head().output().cutoffs(source.vocabulary().size()),
        Text.kebab(spec.head().kind()),
        Text.kebab(spec.head().pooling()),
        spec.head().denseSize(),
        Text.kebab(spec.head().denseActivation()),
        spec.head().reads().length(),
        spec.head().reads().classes(),
        Text.kebab(source.sequences()),
        Vocabulary.PADDING,
        Vocabulary.UNKNOWN,
        Vocabulary.START,
        Vocabulary.END,
        source.origin());
  }

  Cell kind() {
    return constant(Cell.class, cell);
  }

  boolean ofPairs() {
    return constant(Architecture.class, architecture) == Architecture.ENCODER_DECODER;
  }

  boolean predictsEveryStep() {
    return constant(Head.class, head) == Head.EVERY_STEP;
  }

  /** Returns how many clusters the softmax has behind its head; 0 of a full one. */
  int clusters() {
    return cutoffs.size();
  }

  boolean meansSteps() {
    return constant(Pooling.class, pooling) == Pooling.MEAN;
  }

  boolean rectifies() {
    return constant(DenseActivation.class, denseActivation) == DenseActivation.RELU;
  }

  private static <E extends Enum<E>> E constant(Class<E> type, String name) {
    return Enum.valueOf(type, name.replace('-', '_').toUpperCase(Locale.ROOT));
  }
}
