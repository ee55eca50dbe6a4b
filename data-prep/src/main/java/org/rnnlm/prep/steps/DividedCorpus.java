package org.rnnlm.prep.steps;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.rnnlm.io.DataException;
import org.rnnlm.shard.Split;
import org.rnnlm.text.Text;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Documents in their splits, none of which is empty if it has a share.
 *
 * @param articles kept ones, by split; of an article that is divided each part counts
 * @param way how it was divided
 */
record DividedCorpus(JavaRDD<Document> documents, Map<Split, Long> articles, Way way) {
  private static final Logger LOG = LoggerFactory.getLogger(DividedCorpus.class);

  /** How a corpus is divided. */
  enum Way {
    /** Each article goes where a hash of its id says, whatever else the corpus holds. */
    HASH("each whole, by a hash of its id"),
    /** The beginning of each article is for training, and the next part for validation. */
    POSITION("each by position: its beginning, then the next part, then the rest"),
    /** Whole articles, each where its record says. */
    GIVEN("each whole, where its record says"),
    /** Whole articles in the order of their hashes, so that each split gets its share. */
    RANK("each whole, in the order of the hashes of their ids"),
    /** Articles go where the names of their files say. */
    FILE("as the names of their files say");

    private final String meaning;

    Way(String meaning) {
      this.meaning = meaning;
    }

    /** Returns what it means, for people. */
    String meaning() {
      return meaning;
    }
  }

  /**
   * @param documents in the splits that a hash of their ids gives
   * @param texts of the documents that are of several portions
   * @param fates of the documents
   * @throws DataException if there are too few to give every split its share
   */
  static DividedCorpus of(
      JavaRDD<Document> documents,
      LongTexts texts,
      Fates fates,
      CorpusInputs inputs,
      PrepareSpec spec) {
    if (inputs.byPosition()) {
      return byPosition(documents, texts, spec);
    }
    if (spec.reading().records().hasSplit()) {
      return given(documents, fates, spec);
    }
    if (inputs.byFile().isPresent()) {
      return checked(documents.map(inputs.byFile().get()), Way.FILE, spec);
    }
    List<Split> empty = empty(fates.kept(), spec);
    if (empty.isEmpty()) {
      return new DividedCorpus(documents, fates.kept(), Way.HASH);
    }
    if (spec.splitBy() == PrepareSpec.SplitBy.ARTICLE) {
      throw tooFew(
          empty.get(0),
          fates.kept(),
          "prepare.split = auto, which divides few articles by position,");
    }
    LOG.warn(
        "{} articles give no {} split by a hash of their ids: they are divided by {}",
        fates.pages().get(Fate.KEPT),
        SplitRule.name(empty.get(0)),
        mayBeCut(spec) ? "position, each into its parts" : "the order of the hashes");
    return mayBeCut(spec) ? byPosition(documents, texts, spec) : byRank(documents, fates, spec);
  }

  /** What no record goes to stays empty, but for training. */
  private static DividedCorpus given(JavaRDD<Document> documents, Fates fates, PrepareSpec spec) {
    if (!fates.kept().containsKey(Split.TRAIN)) {
      throw new DataException(
          Text.format(
              "no article that is kept has 'train' in field '%s' (prepare.split-field); nothing"
                  + " can be learnt from the others",
              spec.reading().records().splitField()));
    }
    return new DividedCorpus(documents, fates.kept(), Way.GIVEN);
  }

  /** Half a labelled text, a tagged sentence or a pair is none. */
  private static boolean mayBeCut(PrepareSpec spec) {
    return !spec.labelled() && !spec.tagged() && !spec.cut().ofPairs();
  }

  private static DividedCorpus byPosition(
      JavaRDD<Document> documents, LongTexts texts, PrepareSpec spec) {
    return checked(
        documents.flatMap(new DivideByPosition(spec.splits(), texts)), Way.POSITION, spec);
  }

  private static DividedCorpus byRank(JavaRDD<Document> documents, Fates fates, PrepareSpec spec) {
    DivideByRank divide = DivideByRank.of(documents, fates, spec.splits());
    return checked(documents.map(divide), Way.RANK, spec);
  }

  private static DividedCorpus checked(JavaRDD<Document> divided, Way way, PrepareSpec spec) {
    Map<Split, Long> articles = new EnumMap<>(Split.class);
    divided
        .filter(DividedCorpus::isKeptEnd)
        .map(DividedCorpus::splitName)
        .countByValue()
        .forEach((name, count) -> articles.put(Split.valueOf(name), count));
    List<Split> empty = empty(articles, spec);
    if (!empty.isEmpty()) {
      throw tooFew(empty.get(0), articles, "more text,");
    }
    return new DividedCorpus(divided, articles, way);
  }

  /**
   * As the manifest has them: where several articles are divided by position, though the settings
   * leave that open, they say so, since then an article is in several splits; and where files tell
   * the splits, which may share texts.
   */
  Map<String, String> settings(PrepareSpec spec) {
    if (way == Way.FILE) {
      return settings(spec, PrepareSpec.SplitBy.FILE);
    }
    if (way != Way.POSITION || articles.get(Split.TRAIN) == 1) {
      return spec.settings();
    }
    return settings(spec, PrepareSpec.SplitBy.POSITION);
  }

  private static Map<String, String> settings(PrepareSpec spec, PrepareSpec.SplitBy divided) {
    Map<String, String> settings = new TreeMap<>(spec.settings());
    settings.put("prepare.split", Text.kebab(divided));
    return settings;
  }

  /** Returns whether a kept text ends here: its last portion stands for the whole of it. */
  private static boolean isKeptEnd(Document document) {
    return document.kept() && document.portion().last();
  }

  private static String splitName(Document document) {
    return document.split().name();
  }

  private static List<Split> empty(Map<Split, Long> articles, PrepareSpec spec) {
    return Stream.of(Split.values())
        .filter(split -> !spec.mayBeEmpty(split) && !articles.containsKey(split))
        .toList();
  }

  private static DataException tooFew(Split split, Map<Split, Long> articles, String instead) {
    String found =
        articles.entrySet().stream()
            .map(entry -> entry.getKey().key() + " " + entry.getValue())
            .collect(Collectors.joining(", "));
    return new DataException(
        Text.format(
            "the corpus is too small: nothing of it is in the %s split (articles: %s); give %s or"
                + " change %s (0 for none)",
            SplitRule.name(split), found, instead, SplitRule.key(split)));
  }
}
