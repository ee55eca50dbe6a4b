package org.rnnlm.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.rnnlm.kernel.Cell;
import org.rnnlm.layer.Pooling;
import org.rnnlm.model.ChosenTags;
import org.rnnlm.model.ComputeSpec;
import org.rnnlm.model.DenseActivation;
import org.rnnlm.model.Direction;
import org.rnnlm.model.EmbeddingSpec;
import org.rnnlm.model.Head;
import org.rnnlm.model.HeadSpec;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.model.Networks;
import org.rnnlm.model.Padding;
import org.rnnlm.model.Reads;
import org.rnnlm.model.SequenceArrays;
import org.rnnlm.model.TokenInput;
import org.rnnlm.prep.corpus.TagCeilings;
import org.rnnlm.prep.corpus.TaggedSentence;
import org.rnnlm.prep.corpus.TaggedSentences;
import org.rnnlm.shard.Cut;
import org.rnnlm.shard.TokenSequence;
import org.rnnlm.vocabulary.Vocabulary;

/** A reader of the generated tagged sentences tells as many tags as theory says, and no more. */
class TagReadersTest {
  private static final int TRAINING = 4_000;
  private static final int TEST = 2_000;
  private static final double A_POINT = 0.01;

  private static final Map<String, Integer> WORDS = new TreeMap<>();
  private static final Map<String, Integer> TAGS = new TreeMap<>();
  private static final List<TokenSequence> SENTENCES = new ArrayList<>();
  private static TagCeilings ceilings = TagCeilings.NONE;

  @BeforeAll
  static void draw() {
    TaggedSentences sentences = new TaggedSentences(1);
    for (int i = 0; i < TRAINING + TEST; i++) {
      TaggedSentence sentence = sentences.next();
      ceilings = i < TRAINING ? ceilings : ceilings.and(sentence);
      int[] tokens = new int[sentence.words().size() + 1];
      int[] tags = new int[sentence.words().size()];
      for (int word = 0; word < tags.length; word++) {
        tokens[word] =
            WORDS.computeIfAbsent(
                sentence.words().get(word), unseen -> Vocabulary.END + 1 + WORDS.size());
        tags[word] = TAGS.computeIfAbsent(sentence.tags().get(word), unseen -> TAGS.size());
      }
      tokens[tags.length] = Vocabulary.END;
      SENTENCES.add(new TokenSequence(i, i, tokens, TokenSequence.NO_LABEL, tags));
    }
  }

  private static List<TokenSequence> training() {
    return SENTENCES.subList(0, TRAINING);
  }

  private static List<TokenSequence> test() {
    return SENTENCES.subList(TRAINING, TRAINING + TEST);
  }

  private static double accuracy(Direction direction) {
    HeadSpec head =
        new HeadSpec(
            Head.TAGS,
            Pooling.LAST,
            0,
            DenseActivation.RELU,
            new Reads(40, Cut.END, List.copyOf(TAGS.keySet())));
    ModelSpec model =
        ModelSpec.of(Cell.GRU, 1, 16).with(EmbeddingSpec.trained(12)).with(head).reading(direction);
    int size = Vocabulary.END + 1 + WORDS.size();
    MultiLayerNetwork network = Networks.create(model, size, 0.01, 1, ComputeSpec.AUTO);
    for (int epoch = 0; epoch < 3; epoch++) {
      for (int from = 0; from < TRAINING; from += 25) {
        network.fit(
            SequenceArrays.of(
                training().subList(from, from + 25),
                TokenInput.IDS,
                size,
                Padding.NONE,
                Head.TAGS));
      }
    }
    long right = 0;
    for (int from = 0; from < TEST; from += 50) {
      List<TokenSequence> batch = test().subList(from, from + 50);
      ChosenTags chosen = ChosenTags.of(network, batch, size);
      for (int i = 0; i < batch.size(); i++) {
        right += right(batch.get(i).tags(), chosen.tags().get(i));
      }
    }
    Networks.release(network);
    return (double) right / ceilings.words();
  }

  private static long right(int[] tags, int[] chosen) {
    long right = 0;
    for (int word = 0; word < tags.length; word++) {
      right += tags[word] == chosen[word] ? 1 : 0;
    }
    return right;
  }

  /** Tells each word's most frequent tag. */
  private static double accuracyOfSingleWords() {
    Map<Integer, int[]> counts = new HashMap<>();
    for (TokenSequence sentence : training()) {
      for (int word = 0; word < sentence.targets(); word++) {
        counts
            .computeIfAbsent(sentence.tokens()[word], unseen -> new int[TAGS.size()])[
            sentence.tags()[word]]++;
      }
    }
    long right = 0;
    for (TokenSequence sentence : test()) {
      for (int word = 0; word < sentence.targets(); word++) {
        int[] tags = counts.get(sentence.tokens()[word]);
        int best = 0;
        for (int tag = 1; tag < tags.length; tag++) {
          best = tags[tag] > tags[best] ? tag : best;
        }
        right += best == sentence.tags()[word] ? 1 : 0;
      }
    }
    return (double) right / ceilings.words();
  }

  @Test
  void theReadersStandFarApart() {
    assertThat(ceilings.ofBothDirections()).isBetween(0.98, 0.987);
    assertThat(ceilings.ofOneDirection()).isBetween(0.92, 0.95);
    assertThat(ceilings.ofWords()).isLessThan(ceilings.ofOneDirection() - 0.04);
  }

  @Test
  void oneThatReadsInBothDirectionsReachesTheBest() {
    assertThat(accuracy(Direction.BOTH)).isCloseTo(ceilings.ofBothDirections(), within(A_POINT));
  }

  @Test
  void oneThatReadsFromLeftToRightCannotPassItsOwn() {
    assertThat(accuracy(Direction.FORWARD)).isCloseTo(ceilings.ofOneDirection(), within(A_POINT));
  }

  @Test
  void oneOfSingleWordsCannotPassItsOwn() {
    assertThat(accuracyOfSingleWords()).isCloseTo(ceilings.ofWords(), within(A_POINT));
  }
}
