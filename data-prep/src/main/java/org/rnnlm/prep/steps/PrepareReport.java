package org.rnnlm.prep.steps;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.rnnlm.shard.SequenceMode;
import org.rnnlm.shard.ShardManifest;
import org.rnnlm.shard.Split;
import org.rnnlm.shard.SplitContent;
import org.rnnlm.vocabulary.Vocabulary;

/**
 * What a person wants to know of a prepared corpus: {@code report.json}. It follows from inputs and
 * settings alone, as the shards do, so it holds no times.
 *
 * @param pages what became of the articles of the input, by reason
 * @param examples some articles of each reason, as id and title
 * @param passedOver what lies in the folders of the input and was not read, by reason
 * @param vocabulary tokens that are known, specials left out
 * @param coverage share of the training split's tokens that so many of the most frequent tokens are
 * @param sequences what they are, for people
 * @param division how articles are divided among the splits, for people
 * @param splits by name
 */
record PrepareReport(
    Map<String, Long> pages,
    Map<String, List<String>> examples,
    Map<String, PassedOver.Entries> passedOver,
    int vocabulary,
    Map<String, Double> coverage,
    String sequences,
    String division,
    Map<String, SplitReport> splits) {

  static final String JSON = "report.json";

  /**
   * @param unknownShare of the tokens, those that the vocabulary lacks
   * @param lengths articles, or sentences where sequences are sentences, of fewer tokens than the
   *     key, and at least half as many
   * @param sequences records of the shards
   * @param leftOut sentences left out, by reason
   */
  record SplitReport(
      long articles,
      long characters,
      long tokens,
      long unknown,
      double unknownShare,
      Map<String, Long> lengths,
      long sequences,
      Map<String, Long> leftOut) {}

  static PrepareReport of(
      Fates fates,
      PassedOver passedOver,
      DividedCorpus.Way way,
      Vocabulary vocabulary,
      ShardManifest manifest,
      List<PartitionSizes> sizes) {
    Map<String, List<String>> examples = new TreeMap<>();
    fates
        .examples()
        .forEach(
            (fate, pages) ->
                examples.put(
                    fate.key(),
                    pages.stream().map(page -> page.id() + " " + page.title()).toList()));
    Map<String, SplitReport> reports = new TreeMap<>();
    for (Split split : Split.values()) {
      reports.put(split.key(), report(manifest, split, sizes));
    }
    int known = vocabulary.size() - Vocabulary.END - 1;
    return new PrepareReport(
        fates.byKey(),
        examples,
        passedOver.byReason(),
        known,
        coverage(vocabulary),
        manifest.sequences().summary(),
        way.meaning(),
        reports);
  }

  private static SplitReport report(
      ShardManifest manifest, Split split, List<PartitionSizes> sizes) {
    SplitContent content = manifest.split(split);
    long[] lengths = PartitionSizes.lengths(sizes, split);
    Map<String, Long> byLength = new LinkedHashMap<>();
    for (int bits = 0; bits < lengths.length; bits++) {
      if (lengths[bits] > 0) {
        byLength.put(String.valueOf(1L << bits), lengths[bits]);
      }
    }
    return new SplitReport(
        content.articles(),
        content.characters(),
        tokens(manifest.mode(), content, split, sizes),
        content.unknown(),
        rounded(content.targets() == 0 ? 0 : (double) content.unknown() / content.targets()),
        byLength,
        content.records(),
        PartitionSizes.leftOut(sizes, split, manifest.mode()));
  }

  /** Returns what is predicted, a token that several windows predict counted once. */
  private static long tokens(
      SequenceMode mode, SplitContent content, Split split, List<PartitionSizes> sizes) {
    return switch (mode) {
      case STREAM, SENTENCE, LABELLED, PAIR, TAGGED -> content.targets();
      case WINDOW ->
          content.articles()
              + sizes.stream().mapToLong(part -> part.tokens()[split.ordinal()]).sum();
    };
  }

  private static Map<String, Double> coverage(Vocabulary vocabulary) {
    List<Vocabulary.Entry> tokens = new ArrayList<>(vocabulary.entries());
    long unknown = tokens.get(Vocabulary.UNKNOWN).count();
    tokens.subList(0, Vocabulary.END + 1).clear();
    tokens.sort(Comparator.comparingLong(Vocabulary.Entry::count).reversed());
    long all = unknown + tokens.stream().mapToLong(Vocabulary.Entry::count).sum();
    Map<String, Double> coverage = new LinkedHashMap<>();
    long covered = 0;
    int next = 100;
    for (int i = 0; i < tokens.size(); i++) {
      covered += tokens.get(i).count();
      if (i + 1 == next || i + 1 == tokens.size()) {
        coverage.put(String.valueOf(i + 1), rounded((double) covered / all));
        next *= 10;
      }
    }
    return coverage;
  }

  private static double rounded(double share) {
    return Math.round(share * 1e6) / 1e6;
  }
}
