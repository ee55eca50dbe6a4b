package org.rnnlm.model;

import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.rnnlm.layer.CharacterReader;
import org.rnnlm.shard.TokenSequence;

/**
 * A batch of sequences as a network's arrays: inputs, targets and, where sequences differ in
 * length, a mask. Shorter sequences are padded on the right, so a recurrent network with a target
 * at every step needs no mask on its input, but one over the targets; with one target a sequence it
 * is the other way round, and with a tag at every step, which may be told by what follows, both are
 * masked.
 */
public final class SequenceArrays {
  private SequenceArrays() {}

  /**
   * Returns the arrays, of as many steps as the longest sequence has, for predictions at every
   * step.
   *
   * @param batch at least one sequence
   * @param vocabularySize depth of one-hot inputs
   * @throws IllegalArgumentException if a token id is outside the vocabulary
   */
  public static DataSet of(List<TokenSequence> batch, TokenInput input, int vocabularySize) {
    return of(batch, input, vocabularySize, Padding.NONE, Head.EVERY_STEP);
  }

  /** Returns the arrays of a batch for any head, with steps as the padding says. */
  public static DataSet of(
      List<TokenSequence> batch, TokenInput input, int vocabularySize, Padding padding, Head head) {
    int steps = padding.steps(batch);
    float[] inputs = new float[batch.size() * steps]; // [batch, time]
    float[] mask = new float[batch.size() * steps]; // [batch, time]
    boolean ragged = false;
    for (int b = 0; b < batch.size(); b++) {
      TokenSequence sequence = batch.get(b);
      check(sequence, vocabularySize);
      for (int t = 0; t < sequence.targets(); t++) {
        inputs[b * steps + t] = sequence.tokens()[t];
        mask[b * steps + t] = 1;
      }
      ragged |= sequence.targets() < steps;
    }
    DataSet arrays =
        new DataSet(
            features(inputs, input, batch.size(), vocabularySize), labels(batch, steps, head));
    if (ragged) {
      INDArray present = Nd4j.createFromArray(mask).reshape(batch.size(), steps);
      if (!head.summarizes()) {
        arrays.setLabelsMaskArray(present);
      }
      if (head != Head.EVERY_STEP) {
        arrays.setFeaturesMaskArray(present);
      }
    }
    return arrays;
  }

  /**
   * Returns the arrays of a batch as a network reads them: as its {@link TokenInput} has them, with
   * the characters of words where it reads these.
   *
   * @throws IllegalArgumentException if it reads characters and a sequence does not say its words
   */
  public static DataSet of(
      List<TokenSequence> batch,
      MultiLayerNetwork network,
      int vocabularySize,
      Padding padding,
      Head head) {
    DataSet arrays = of(batch, TokenInput.of(network), vocabularySize, padding, head);
    CharacterReader.of(network)
        .ifPresent(reader -> arrays.setFeatures(spelled(arrays.getFeatures(), batch, reader)));
    return arrays;
  }

  /** Returns ids [batch, 1, time] with the symbols of words behind, from 1 on. */
  private static INDArray spelled(INDArray ids, List<TokenSequence> batch, CharacterReader reader) {
    List<List<int[]>> read = batch.stream().map(sentence -> symbols(sentence, reader)).toList();
    int longest =
        read.stream().flatMap(List::stream).mapToInt(word -> word.length).max().orElseThrow();
    int steps = (int) ids.size(2);
    float[] values = new float[Math.multiplyExact(batch.size() * (1 + longest), steps)];
    float[] tokens = ids.dup('c').data().asFloat();
    for (int b = 0; b < read.size(); b++) {
      int from = b * (1 + longest) * steps;
      System.arraycopy(tokens, b * steps, values, from, steps);
      for (int t = 0; t < read.get(b).size(); t++) {
        int[] word = read.get(b).get(t);
        for (int i = 0; i < word.length; i++) {
          values[from + (1 + i) * steps + t] = word[i] + 1;
        }
      }
    }
    return Nd4j.createFromArray(values).reshape(batch.size(), 1 + longest, steps);
  }

  private static List<int[]> symbols(TokenSequence sentence, CharacterReader reader) {
    if (sentence.words().isEmpty()) {
      throw new IllegalArgumentException(
          "sequence " + sentence.sequence() + " does not say its words, whose characters are read");
    }
    return sentence.words().stream().map(reader::read).toList();
  }

  private static INDArray features(float[] ids, TokenInput input, int batch, int vocabularySize) {
    return input == TokenInput.ONE_HOT
        ? oneHot(ids, batch, vocabularySize)
        : Nd4j.createFromArray(ids).reshape(batch, 1, ids.length / batch);
  }

  /** [batch, 1, time]; of one prediction a sequence, [batch, 1, 1]. */
  private static INDArray labels(List<TokenSequence> batch, int steps, Head head) {
    int width = head.summarizes() ? 1 : steps;
    float[] targets = new float[batch.size() * width]; // [batch, time]
    for (int b = 0; b < batch.size(); b++) {
      TokenSequence sequence = batch.get(b);
      if (head.summarizes()) {
        targets[b] = head.target(sequence);
      } else {
        for (int t = 0; t < sequence.targets(); t++) {
          targets[b * steps + t] = head.target(sequence, t);
        }
      }
    }
    return Nd4j.createFromArray(targets).reshape(batch.size(), 1, width);
  }

  static void check(TokenSequence sequence, int vocabularySize) {
    int[] tokens = sequence.tokens();
    for (int i = 0; i < tokens.length; i++) {
      if (tokens[i] < 0 || tokens[i] >= vocabularySize) {
        throw new IllegalArgumentException(
            "sequence "
                + sequence.sequence()
                + ": token "
                + i
                + " has id "
                + tokens[i]
                + ", outside the vocabulary of "
                + vocabularySize);
      }
    }
  }

  /** inputs [batch, time] to [batch, vocabulary, time]. */
  private static INDArray oneHot(float[] inputs, int batch, int vocabularySize) {
    int steps = inputs.length / batch;
    float[] values = new float[Math.multiplyExact(inputs.length, vocabularySize)];
    for (int b = 0; b < batch; b++) {
      for (int t = 0; t < steps; t++) {
        values[(b * vocabularySize + (int) inputs[b * steps + t]) * steps + t] = 1;
      }
    }
    return Nd4j.createFromArray(values).reshape(batch, vocabularySize, steps);
  }

  /** Returns the next token of each of several sequences, as {@code rnnTimeStep} takes them. */
  public static INDArray step(int[] tokens, TokenInput input, int vocabularySize) {
    return features(floats(tokens), input, tokens.length, vocabularySize);
  }

  /**
   * Returns the next tokens of one sequence, as {@code rnnTimeStep} takes them: three-dimensional,
   * since it reads a two-dimensional array as a single step.
   */
  public static INDArray steps(int[] tokens, TokenInput input, int vocabularySize) {
    return features(floats(tokens), input, 1, vocabularySize);
  }

  private static float[] floats(int[] tokens) {
    float[] inputs = new float[tokens.length];
    for (int t = 0; t < tokens.length; t++) {
      inputs[t] = tokens[t];
    }
    return inputs;
  }
}
