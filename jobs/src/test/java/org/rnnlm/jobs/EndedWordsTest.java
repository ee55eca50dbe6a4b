package org.rnnlm.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.rnnlm.kernel.Cell;
import org.rnnlm.layer.Pooling;
import org.rnnlm.model.CharacterSpec;
import org.rnnlm.model.ChosenTags;
import org.rnnlm.model.ComputeSpec;
import org.rnnlm.model.DenseActivation;
import org.rnnlm.model.EmbeddingSpec;
import org.rnnlm.model.Head;
import org.rnnlm.model.HeadSpec;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.model.Networks;
import org.rnnlm.model.Padding;
import org.rnnlm.model.Reads;
import org.rnnlm.model.SequenceArrays;
import org.rnnlm.prep.corpus.EndedWords;
import org.rnnlm.prep.corpus.TaggedSentence;
import org.rnnlm.shard.Cut;
import org.rnnlm.shard.TokenSequence;
import org.rnnlm.vocabulary.Vocabulary;

/** A reader of characters tells the tags of words that are all unknown; another one guesses. */
class EndedWordsTest {
  private static final int TRAINING = 600;
  private static final int TEST = 300;
  private static final int VOCABULARY = Vocabulary.END + 1;
  private static final List<String> TAGS = List.of("VERB", "ADJ", "ADV", "NOUN");

  private static final List<TokenSequence> SENTENCES = new ArrayList<>();

  @BeforeAll
  static void draw() {
    EndedWords sentences = new EndedWords(3);
    for (int i = 0; i < TRAINING + TEST; i++) {
      TaggedSentence sentence = sentences.next();
      int[] tokens = new int[sentence.words().size() + 1];
      Arrays.fill(tokens, Vocabulary.UNKNOWN);
      tokens[tokens.length - 1] = Vocabulary.END;
      int[] tags = sentence.tags().stream().mapToInt(TAGS::indexOf).toArray();
      SENTENCES.add(
          new TokenSequence(i, i, tokens, TokenSequence.NO_LABEL, tags, sentence.words()));
    }
  }

  private static List<TokenSequence> test() {
    return SENTENCES.subList(TRAINING, TRAINING + TEST);
  }

  private static double accuracy(CharacterSpec characters) {
    List<String> letters = Stream.of("abcdefghiklmnoprstuvwyz".split("")).toList();
    HeadSpec head =
        new HeadSpec(
            Head.TAGS,
            Pooling.LAST,
            0,
            DenseActivation.RELU,
            new Reads(40, Cut.END, TAGS, letters));
    ModelSpec model =
        ModelSpec.of(Cell.GRU, 1, 12)
            .with(EmbeddingSpec.trained(4))
            .with(head)
            .with(EmbeddingSpec.trained(4).with(characters));
    MultiLayerNetwork network = Networks.create(model, VOCABULARY, 0.01, 1, ComputeSpec.AUTO);
    for (int epoch = 0; epoch < 4; epoch++) {
      for (int from = 0; from < TRAINING; from += 10) {
        network.fit(
            SequenceArrays.of(
                SENTENCES.subList(from, from + 10), network, VOCABULARY, Padding.NONE, Head.TAGS));
      }
    }
    int right = 0;
    int words = 0;
    List<int[]> chosen = ChosenTags.of(network, test(), VOCABULARY).tags();
    for (int i = 0; i < TEST; i++) {
      int[] tags = test().get(i).tags();
      for (int word = 0; word < tags.length; word++) {
        right += tags[word] == chosen.get(i)[word] ? 1 : 0;
        words++;
      }
    }
    Networks.release(network);
    return (double) right / words;
  }

  @Test
  void hardlyAnyWordIsThereTwice() {
    List<String> words = SENTENCES.stream().flatMap(one -> one.words().stream()).toList();
    Set<String> different = new HashSet<>(words);

    assertThat(different.size()).isGreaterThan(words.size() * 99 / 100);
  }

  @Test
  void aReaderOfCharactersTellsNearlyAll() {
    assertThat(accuracy(new CharacterSpec(8, 24, 3))).isGreaterThan(0.98);
  }

  @Test
  void oneOfWordsAloneIsAsRightAsAGuess() {
    assertThat(accuracy(CharacterSpec.NONE)).isCloseTo(EndedWords.GUESS, within(0.03));
  }
}
