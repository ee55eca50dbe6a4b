package org.rnnlm.prep.steps;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.api.java.function.Function2;
import org.rnnlm.shard.PairSequences;
import org.rnnlm.shard.SequenceMode;
import org.rnnlm.shard.Split;
import org.rnnlm.shard.TokenSequence;

/**
 * What one partition holds of each split; arrays are indexed by the split's ordinal.
 *
 * @param partition index
 * @param articles that sequences are of
 * @param characters with one for the end of each article or sentence
 * @param tokens without the ENDs
 * @param lengths articles, or sentences, by split and by the bits of their number of tokens
 * @param sequences that they are cut into one by one; a stream is cut as a whole
 * @param targets that those sequences predict
 * @param leftOut sentences, or texts cut, by split and by the reason's ordinal
 * @param portions of long texts
 * @param ends the articles that its first and last sentences are of; none of other documents
 */
record PartitionSizes(
    int partition,
    long[] articles,
    long[] characters,
    long[] tokens,
    long[][] lengths,
    long[] sequences,
    long[] targets,
    long[][] leftOut,
    List<PortionTokens> portions,
    List<Article> ends)
    implements Serializable {

  /** Makes the sizes of a partition of which nothing is counted yet. */
  private PartitionSizes(int partition, int splits) {
    this(
        partition,
        new long[splits],
        new long[splits],
        new long[splits],
        new long[splits][Integer.SIZE],
        new long[splits],
        new long[splits],
        new long[splits][SequenceCut.Reason.values().length],
        new ArrayList<>(),
        new ArrayList<>());
  }

  /** How many tokens of a text a portion of it has. */
  record PortionTokens(Split split, long id, long tokens) implements Serializable {}

  /** Which article, or which part of one, a sentence is of. */
  record Article(Split split, long id, int source) implements Serializable {
    static Article of(EncodedDocument document) {
      return new Article(document.split(), document.id(), document.source());
    }
  }

  static List<PartitionSizes> inOrder(List<PartitionSizes> sizes) {
    return sizes.stream().sorted(Comparator.comparingInt(PartitionSizes::partition)).toList();
  }

  /**
   * Returns the sizes in order, so that an article whose sentences lie in several partitions counts
   * in the first of them alone.
   */
  static List<PartitionSizes> joined(List<PartitionSizes> sizes) {
    List<PartitionSizes> inOrder = inOrder(sizes);
    Article last = null;
    for (PartitionSizes part : inOrder) {
      if (part.ends.isEmpty()) {
        continue;
      }
      if (part.ends.get(0).equals(last)) {
        part.articles[last.split().ordinal()]--;
      }
      last = part.ends.get(part.ends.size() - 1);
    }
    return inOrder;
  }

  /**
   * Sentences or pairs left out of a split over all partitions, labelled texts cut and sentences
   * whose tags were repaired, by reason; those without any too, and none that the mode does not
   * know.
   */
  static Map<String, Long> leftOut(List<PartitionSizes> sizes, Split split, SequenceMode mode) {
    Map<String, Long> byReason = new TreeMap<>();
    for (SequenceCut.Reason reason : SequenceCut.Reason.values()) {
      if (!reason.isOf(mode)) {
        continue;
      }
      byReason.put(
          reason.key(),
          sizes.stream().mapToLong(part -> part.leftOut[split.ordinal()][reason.ordinal()]).sum());
    }
    return byReason;
  }

  /** Returns the lengths in a split, summed over all partitions. */
  static long[] lengths(List<PartitionSizes> sizes, Split split) {
    long[] sum = new long[Integer.SIZE];
    for (PartitionSizes part : sizes) {
      for (int bits = 0; bits < sum.length; bits++) {
        sum[bits] += part.lengths[split.ordinal()][bits];
      }
    }
    sizes.stream()
        .flatMap(part -> part.portions.stream())
        .filter(portion -> portion.split() == split)
        .collect(groupingBy(PortionTokens::id, summingLong(PortionTokens::tokens)))
        .values()
        .forEach(tokens -> sum[bits(tokens)]++);
    return sum;
  }

  /** Returns how many bits a number of tokens has; what has more than an array counts as that. */
  private static int bits(long tokens) {
    return Math.min(Integer.SIZE - 1, Long.SIZE - Long.numberOfLeadingZeros(tokens));
  }

  /** Measures a partition. */
  static final class Measure
      implements Function2<Integer, Iterator<EncodedDocument>, Iterator<PartitionSizes>> {
    private static final long serialVersionUID = 1L;

    private final SequenceCut cut;

    Measure(SequenceCut cut) {
      this.cut = cut;
    }

    @Override
    public Iterator<PartitionSizes> call(Integer partition, Iterator<EncodedDocument> documents) {
      PartitionSizes sizes = new PartitionSizes(partition, Split.values().length);
      EncodedDocument before = null;
      while (documents.hasNext()) {
        EncodedDocument document = documents.next();
        Optional<SequenceCut.Reason> refusal = cut.refusal(document);
        if (refusal.isPresent()) {
          sizes.leftOut[document.split().ordinal()][refusal.get().ordinal()]++;
          continue;
        }
        add(document, before, sizes);
        before = document;
        if (cut.ofSentences()) {
          keepEnds(Article.of(document), sizes.ends);
        }
      }
      return List.of(sizes).iterator();
    }

    private static void keepEnds(Article article, List<Article> ends) {
      if (ends.size() == 2) {
        ends.remove(1);
      }
      ends.add(article);
    }

    /**
     * @param before the document before, which may be a sentence of the same article
     */
    private void add(EncodedDocument document, EncodedDocument before, PartitionSizes sizes) {
      int split = document.split().ordinal();
      Portion portion = document.portion();
      boolean counted =
          portion.last()
              && !(cut.ofSentences()
                  && before != null
                  && Article.of(before).equals(Article.of(document)));
      int ends = portion.last() ? 1 : 0;
      int tokens = document.tokens().length - ends - (cut.ofPairs() ? 1 : 0); // no START
      sizes.articles[split] += counted ? 1 : 0;
      sizes.characters[split] += document.characters();
      sizes.tokens[split] += tokens;
      if (portion.isWhole()) {
        sizes.lengths[split][bits(tokens)]++;
      } else {
        sizes.portions.add(new PortionTokens(document.split(), document.id(), tokens));
      }
      int framed = cut.framedLength(document);
      sizes.sequences[split] += cut.sequences(framed);
      sizes.targets[split] +=
          cut.ofPairs()
              ? PairSequences.targets(new TokenSequence(0, document.id(), document.tokens()))
              : cut.targets(framed);
      if (document.repaired()) {
        sizes.leftOut[split][SequenceCut.Reason.TAGS_REPAIRED.ordinal()]++;
      }
      if (cut.isCut(document)) {
        sizes.leftOut[split][SequenceCut.Reason.TEXT_CUT.ordinal()]++;
      }
    }
  }
}
