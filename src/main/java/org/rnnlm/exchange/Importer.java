package org.rnnlm.exchange;

import java.io.InputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.rnnlm.io.DataException;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.model.Networks;
import org.rnnlm.shard.SequenceMode;
import org.rnnlm.text.Text;
import org.rnnlm.vocabulary.TokenSpec;
import org.rnnlm.vocabulary.Vocabulary;

/**
 * Reads language models of PyTorch's from safetensors. What was read is computed with, plainly by
 * PyTorch's equations, and compared with the network before it is handed out. Nothing that is in a
 * file is run.
 */
public final class Importer {
  /**
   * What the output layer adds for a special that the other model does not have, so that it is
   * never predicted: exp(-100) is nothing beside what the others have.
   */
  static final float NEVER = -100;

  private static final double LEARNING_RATE = 0.001; // of the next training, which sets its own
  private static final long SEED = 1; // of weights that are all overwritten

  private Importer() {}

  /**
   * A model that was read.
   *
   * @param source the model
   * @param missing specials that the other program's vocabulary lacks: never predicted
   * @param proof how closely it says what PyTorch's equations say
   */
  public record Imported(Source source, List<String> missing, Proof proof) {
    public Imported {
      missing = List.copyOf(missing);
    }
  }

  /**
   * The vocabulary of a model, as its file has it.
   *
   * @param text of the file
   * @param spec how text is cut into such tokens, where the file does not tell
   * @param origin the file, for messages
   */
  public record VocabularyText(String text, TokenSpec spec, String origin) {}

  /**
   * Reads a model.
   *
   * @param weights the safetensors file
   * @param length its bytes
   * @param origin the file, for messages
   * @param sequences how text is given to the model
   * @throws DataException if a file is damaged, or no cell of rnnlm's holds what it says; the
   *     message names the tensor, or the byte
   */
  public static Imported read(
      InputStream weights,
      long length,
      String origin,
      VocabularyText tokens,
      SequenceMode sequences) {
    ForeignVocabulary vocabulary =
        ForeignVocabulary.parse(tokens.text(), tokens.spec(), tokens.origin());
    TorchModel model =
        TorchModel.of(
            TorchNames.canonical(SafeTensors.read(weights, length, origin), origin), origin);
    if (vocabulary.foreignSize() != model.vocabularySize()) {
      throw new DataException(
          Text.format(
              "%s has %,d tokens, and the output layer of %s has %,d; give the vocabulary that the"
                  + " model was trained with",
              tokens.origin(), vocabulary.foreignSize(), origin, model.vocabularySize()));
    }
    return imported(model, vocabulary, origin, sequences);
  }

  private static Imported imported(
      TorchModel model, ForeignVocabulary foreign, String origin, SequenceMode sequences) {
    ModelSpec spec = model.spec();
    Vocabulary vocabulary = foreign.vocabulary();
    if (spec.head().output().adaptive()) {
      requireOwnIds(foreign.rows(), origin);
    }
    Map<String, Tensor> tensors = arranged(model, foreign.rows());
    MultiLayerNetwork network = Networks.create(spec, vocabulary.size(), LEARNING_RATE, SEED);
    TorchParameters.set(network, spec, tensors);
    Source source = new Source(origin, spec, vocabulary, sequences, network);
    TorchReference reference = new TorchReference(PortableModel.of(source), tensors, origin);
    Proof proof = Proof.of(Probe.of(source), reference, origin);
    return new Imported(source, foreign.missing(), proof);
  }

  /** Tokens of an adaptive softmax are in their clusters by their ids. */
  private static void requireOwnIds(int[] rows, String origin) {
    for (int id = 0; id < rows.length; id++) {
      if (rows[id] != id) {
        throw new DataException(
            origin
                + " has an adaptive softmax, in which a token's cluster follows from its id, and"
                + " rnnlm gives its vocabulary's tokens other ids; a model of its own"
                + " vocabulary.tsv can be imported");
      }
    }
  }

  /** Returns the tensors with what belongs to a token in the order of rnnlm's ids. */
  private static Map<String, Tensor> arranged(TorchModel model, int[] rows) {
    Map<String, Tensor> arranged = new LinkedHashMap<>(model.tensors());
    arranged.computeIfPresent(TorchWeights.EMBEDDING, (name, tensor) -> rows(tensor, rows, 0));
    arranged.computeIfPresent(TorchWeights.OUTPUT + ".weight", (name, t) -> rows(t, rows, 0));
    arranged.computeIfPresent(TorchWeights.OUTPUT + ".bias", (name, t) -> rows(t, rows, NEVER));
    if (model.spec().oneHotInput()) {
      arranged.computeIfPresent("rnn.weight_ih_l0", (name, tensor) -> columns(tensor, rows));
    }
    return arranged;
  }

  private static Tensor rows(Tensor tensor, int[] rows, float missing) {
    int width = tensor.rowLength();
    float[] values = new float[Math.multiplyExact(rows.length, width)];
    Arrays.fill(values, missing);
    for (int id = 0; id < rows.length; id++) {
      if (rows[id] != ForeignVocabulary.NONE) {
        System.arraycopy(tensor.values(), rows[id] * width, values, id * width, width);
      }
    }
    int[] shape = tensor.shape().clone();
    shape[0] = rows.length;
    return new Tensor(tensor.name(), shape, values);
  }

  private static Tensor columns(Tensor tensor, int[] columns) {
    int height = tensor.shape()[0];
    int width = tensor.rowLength();
    float[] values = new float[Math.multiplyExact(height, columns.length)];
    for (int row = 0; row < height; row++) {
      for (int id = 0; id < columns.length; id++) {
        values[row * columns.length + id] =
            columns[id] == ForeignVocabulary.NONE ? 0 : tensor.values()[row * width + columns[id]];
      }
    }
    return Tensor.matrix(tensor.name(), height, columns.length, values);
  }
}
