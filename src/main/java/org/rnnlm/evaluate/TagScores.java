package org.rnnlm.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.rnnlm.model.ChosenTags;
import org.rnnlm.run.Confusion;
import org.rnnlm.run.TagCounts;
import org.rnnlm.shard.TokenSequence;
import org.rnnlm.tags.TagScheme;

/** How networks are scored that tell a tag of each word. */
final class TagScores {
  /** The most tags whose confusion is counted: nobody reads more, and every block would send it. */
  private static final int MOST_CONFUSED = 200;

  private final MultiLayerNetwork network;
  private final ScoreTask task;
  private final boolean spans;
  private final IntStream.Builder actual = IntStream.builder();
  private final IntStream.Builder predicted = IntStream.builder();
  private double nats;
  private TagCounts counts = TagCounts.NONE;

  TagScores(MultiLayerNetwork network, ScoreTask task) {
    this.network = network;
    this.task = task;
    this.spans = TagScheme.of(task.classes()) != TagScheme.NONE;
  }

  /** Reads sentences, those of like length side by side. */
  TagScores read(List<TokenSequence> sentences) {
    List<TokenSequence> sorted = new ArrayList<>(sentences);
    sorted.sort(Comparator.comparingInt(TokenSequence::targets));
    for (int from = 0; from < sorted.size(); from += task.lanes()) {
      readBatch(sorted.subList(from, Math.min(from + task.lanes(), sorted.size())));
    }
    return this;
  }

  private void readBatch(List<TokenSequence> batch) {
    ChosenTags chosen = ChosenTags.of(network, batch, task.vocabularySize());
    nats += chosen.nats();
    for (int i = 0; i < batch.size(); i++) {
      int[] tags = batch.get(i).tags();
      int[] found = chosen.tags().get(i);
      counts =
          counts.plus(
              spans
                  ? TagCounts.ofSpans(names(tags), names(found))
                  : TagCounts.ofWords(names(tags), names(found)));
      if (confuses()) {
        Arrays.stream(tags).forEach(actual::add);
        Arrays.stream(found).forEach(predicted::add);
      }
    }
  }

  private boolean confuses() {
    return task.classes().size() <= MOST_CONFUSED;
  }

  private List<String> names(int... tags) {
    return Arrays.stream(tags).mapToObj(task.classes()::get).toList();
  }

  double nats() {
    return nats;
  }

  TagCounts counts() {
    return counts;
  }

  /** Returns which tags were taken for which; once, after all were read. */
  Confusion confusion() {
    return confuses()
        ? Confusion.of(task.classes().size(), actual.build().toArray(), predicted.build().toArray())
        : Confusion.NONE;
  }
}
