package org.rnnlm.evaluate;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.rnnlm.generate.GenerationSpec;
import org.rnnlm.generate.TextGenerator;
import org.rnnlm.model.Networks;
import org.rnnlm.shard.SequenceMode;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.shard.TokenSequence;
import org.rnnlm.vocabulary.Codec;
import org.rnnlm.vocabulary.TokenKind;
import org.rnnlm.vocabulary.Vocabulary;

/**
 * Completes sequences by arg-max and aligns them with how they really go on. A sentence is
 * completed until its END, and at most to the length of the longest one; pieces of a stream and
 * windows by as many tokens as they have. Those that have nothing after the prompt are left out.
 */
final class Completions implements FlatMapFunction<Iterator<Long>, Completions.Result> {
  private static final long serialVersionUID = 1L;

  private final Broadcast<ScoreTask> broadcast;
  private final int promptTokens;

  Completions(Broadcast<ScoreTask> broadcast, int promptTokens) {
    this.broadcast = broadcast;
    this.promptTokens = promptTokens;
  }

  /** What one completion is worth. */
  record Result(ErrorRate words, ErrorRate characters) implements Serializable {}

  @Override
  public Iterator<Result> call(Iterator<Long> sequences) {
    ScoreTask task = broadcast.value();
    Block.Source source = new Block.Source(task);
    Vocabulary vocabulary = ShardSet.open(task.data(), task.hadoop().value()).vocabulary();
    MultiLayerNetwork network = task.network();
    TextGenerator generator =
        new TextGenerator(network, vocabulary, task.sequences().mode(), task.sequences().length());
    List<Result> results = new ArrayList<>();
    try {
      while (sequences.hasNext()) {
        long index = sequences.next();
        complete(source.sequences(index, index + 1).get(0), task, generator, vocabulary, results);
      }
    } finally {
      Networks.release(network);
    }
    return results.iterator();
  }

  private void complete(
      TokenSequence sequence,
      ScoreTask task,
      TextGenerator generator,
      Vocabulary vocabulary,
      List<Result> results) {
    int[] tokens = sequence.tokens();
    boolean sentence = task.sequences().mode() == SequenceMode.SENTENCE;
    int first = sentence ? 1 : 0; // START is no token of the text
    int last = sentence ? tokens.length - 1 : tokens.length; // nor is its END
    int prompt = promptTokens == 0 ? Math.max(1, (last - first) / 2) : promptTokens;
    if (last - first <= prompt) {
      return;
    }
    int[] read = Arrays.copyOf(tokens, first + prompt);
    int[] reference = Arrays.copyOfRange(tokens, first + prompt, last);
    int most = sentence ? Math.max(1, task.sequences().length() - prompt) : reference.length;
    int[] written = generator.goOn(read, new GenerationSpec(most, 0, false, 0));
    results.add(compare(reference, written, vocabulary));
  }

  static Result compare(int[] reference, int[] written, Vocabulary vocabulary) {
    Codec codec = new Codec(vocabulary);
    String expected = codec.decode(reference);
    String text = codec.decode(written);
    List<String> words = words(reference, expected, vocabulary);
    return new Result(
        new ErrorRate(EditDistance.of(words, words(written, text, vocabulary)), words.size()),
        new ErrorRate(
            EditDistance.ofCharacters(expected, text),
            expected.codePointCount(0, expected.length())));
  }

  private static List<String> words(int[] tokens, String text, Vocabulary vocabulary) {
    return vocabulary.spec().kind() == TokenKind.WORDS
        ? Arrays.stream(tokens).mapToObj(vocabulary::token).toList()
        : Arrays.stream(text.split("\\s+")).filter(word -> !word.isEmpty()).toList();
  }
}
