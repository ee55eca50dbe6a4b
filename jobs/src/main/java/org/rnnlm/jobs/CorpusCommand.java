package org.rnnlm.jobs;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Folder;
import org.rnnlm.prep.corpus.Contrasts;
import org.rnnlm.prep.corpus.ContrastsWriter;
import org.rnnlm.prep.corpus.CorpusSpec;
import org.rnnlm.prep.corpus.EncyclopediaWriter;
import org.rnnlm.prep.corpus.EndedWords;
import org.rnnlm.prep.corpus.Reviews;
import org.rnnlm.prep.corpus.ReviewsWriter;
import org.rnnlm.prep.corpus.TagCeilings;
import org.rnnlm.prep.corpus.TaggedSentences;
import org.rnnlm.prep.corpus.TaggedWriter;
import org.rnnlm.prep.corpus.Topic;
import org.rnnlm.prep.pairs.PairTask;
import org.rnnlm.prep.pairs.PairsWriter;
import org.rnnlm.text.Text;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code corpus}: writes a corpus to train on, of which is known how well a model can do. */
@Command(
    name = "corpus",
    description = {
      "Writes a generated corpus of which is known how well a model can do.",
      "That is an encyclopedia as a MediaWiki dump, encyclopedia.xml.bz2, with floor.tsv, the exact"
          + " log-probability of each article's text, which no model can beat. With --kind reviews"
          + " it is labelled texts as JSON lines, reviews.jsonl, whose class the order of their"
          + " words tells; with --kind tags it is sentences of tagged words, tags.conll, whose tags"
          + " are told by words before and behind; with --kind endings it is such sentences,"
          + " endings.conll, of words that are all new and whose tags their endings tell; with"
          + " --kind reverse or dates it is pairs for an"
          + " encoder and decoder, pairs.tsv."
    },
    mixinStandardHelpOptions = true)
final class CorpusCommand implements Callable<Integer> {
  private static final String DUMP = "encyclopedia.xml.bz2";
  private static final String FLOOR = "floor.tsv";
  private static final String PAIRS = "pairs.tsv";
  private static final String MINIMAL_PAIRS = "minimal-pairs.jsonl";
  private static final String REVIEWS = "reviews.jsonl";
  private static final String TAGS = "tags.conll";
  private static final String ENDINGS = "endings.conll";

  /** What is written, and the options that are of it, beside those of all. */
  private enum Kind {
    ENCYCLOPEDIA("--articles", "--topic", "--pages-per-stream", "--minimal-pairs"),
    REVIEWS("--articles"),
    TAGS("--articles"),
    ENDINGS("--articles"),
    REVERSE("--pairs"),
    DATES("--pairs");

    private final Set<String> options;

    Kind(String... options) {
      this.options = Set.of(options);
    }
  }

  @Option(
      names = "--output",
      required = true,
      paramLabel = "FOLDER",
      description = "Names the folder for the files.")
  private String output;

  @Option(
      names = "--kind",
      defaultValue = "encyclopedia",
      paramLabel = "encyclopedia|reviews|tags|endings|reverse|dates",
      description =
          "Says what is written; ${DEFAULT-VALUE} if not given. The pairs of reverse are letters,"
              + " and the same from the last to the first; those of dates are dates as people write"
              + " them, and as ISO 8601 has them.")
  private Kind kind;

  @Option(
      names = "--pairs",
      defaultValue = "40000",
      paramLabel = "N",
      description = "Says how many pairs there are; ${DEFAULT-VALUE} if not given.")
  private int pairs;

  @Option(
      names = "--articles",
      defaultValue = "3000",
      paramLabel = "N",
      description =
          "Says how many articles there are, beside redirects and other pages, or how many"
              + " reviews, both of about 720 characters each, or how many tagged sentences;"
              + " ${DEFAULT-VALUE} if not given.")
  private int articles;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "S",
      description = "Is what all that is drawn follows from; ${DEFAULT-VALUE} if not given.")
  private long seed;

  @Option(
      names = "--topic",
      defaultValue = "everything",
      paramLabel = "everything|towns",
      description =
          "Says what the articles are about: everything, or towns alone, which is learnt sooner;"
              + " ${DEFAULT-VALUE} if not given.")
  private Topic topic;

  @Option(
      names = "--pages-per-stream",
      defaultValue = "0",
      paramLabel = "N",
      description =
          "Says how many pages there are in one bzip2 stream, as in multistream dumps;"
              + " ${DEFAULT-VALUE}, which is one stream for all, if not given.")
  private int pagesPerStream;

  @Option(
      names = "--minimal-pairs",
      defaultValue = "0",
      paramLabel = "N",
      description =
          "Writes minimal-pairs.jsonl too: so many pairs of a text that comes after the"
              + " encyclopedia's and of one that differs in a point that cannot be, for evaluate"
              + " --minimal-pairs; ${DEFAULT-VALUE} if not given.")
  private int minimalPairs;

  @Spec private CommandSpec command;

  private final ConsoleOptions console;

  CorpusCommand(ConsoleOptions console) {
    this.console = console;
  }

  private CorpusSpec corpus() {
    try {
      return new CorpusSpec(articles, seed, topic, pagesPerStream);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), e.getMessage(), e);
    }
  }

  @Override
  public Integer call() {
    requireOptionsOfKind();
    Folder folder = Folder.at(output, HadoopSettings.current());
    folder.requireWritable();
    switch (kind) {
      case ENCYCLOPEDIA -> writeEncyclopedia(corpus(), folder);
      case REVIEWS -> writeReviews(corpus(), folder);
      case TAGS -> writeTags(corpus(), folder);
      case ENDINGS -> writeEndings(corpus(), folder);
      case REVERSE -> writePairs(PairTask.REVERSE, folder);
      case DATES -> writePairs(PairTask.DATES, folder);
    }
    return 0;
  }

  private void requireOptionsOfKind() {
    for (Kind other : Kind.values()) {
      for (String option : other.options) {
        if (!kind.options.contains(option)
            && command.commandLine().getParseResult().hasMatchedOption(option)) {
          throw new ParameterException(
              command.commandLine(),
              option + " is not of --kind " + kind.name().toLowerCase(Locale.ROOT));
        }
      }
    }
  }

  private void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new ParameterException(command.commandLine(), otherwise);
    }
  }

  private void writePairs(PairTask task, Folder folder) {
    require(pairs >= 1, "--pairs is " + pairs + ", it must be at least 1");
    requireNew(folder, PAIRS);
    folder.publish(PAIRS, out -> PairsWriter.write(task, pairs, seed, out));
    written(folder, PAIRS);
  }

  private static void requireNew(Folder folder, String file) {
    if (folder.exists(file)) {
      throw new DataException(
          folder.location(file) + " exists already; give another folder or delete it");
    }
  }

  private void writeReviews(CorpusSpec spec, Folder folder) {
    requireNew(folder, REVIEWS);
    AtomicLong right = new AtomicLong();
    folder.publish(
        REVIEWS, out -> right.set(ReviewsWriter.write(spec.articles(), spec.seed(), out)));
    System.out.print(
        Text.format(
            "ceiling    %.2f %% of all reviews can be told right, %.2f %% of these; a bag of words"
                + " tells 50 %%%n",
            100 * Reviews.CEILING, 100.0 * right.get() / spec.articles()));
    written(folder, REVIEWS);
  }

  private void writeTags(CorpusSpec spec, Folder folder) {
    requireNew(folder, TAGS);
    AtomicReference<TagCeilings> ceilings = new AtomicReference<>(TagCeilings.NONE);
    folder.publish(
        TAGS,
        out ->
            ceilings.set(
                TaggedWriter.write(new TaggedSentences(spec.seed()), spec.articles(), out)));
    System.out.print(
        Text.format(
            "ceiling    %.2f %% of these words' tags can be told right; a reader from left to right"
                + " tells %.2f %%, one of single words %.2f %%%n",
            100 * ceilings.get().ofBothDirections(),
            100 * ceilings.get().ofOneDirection(),
            100 * ceilings.get().ofWords()));
    written(folder, TAGS);
  }

  private void writeEndings(CorpusSpec spec, Folder folder) {
    requireNew(folder, ENDINGS);
    folder.publish(
        ENDINGS, out -> TaggedWriter.write(new EndedWords(spec.seed()), spec.articles(), out));
    System.out.print(
        Text.format(
            "ceiling    all tags can be told by the endings of words; a reader to which new words"
                + " are alike tells %.0f %%%n",
            100 * EndedWords.GUESS));
    written(folder, ENDINGS);
  }

  private void writeEncyclopedia(CorpusSpec spec, Folder folder) {
    require(minimalPairs >= 0, "--minimal-pairs is " + minimalPairs + ", it must be at least 0");
    requireNew(folder, DUMP);
    folder.publish(
        DUMP, dump -> folder.publish(FLOOR, floor -> EncyclopediaWriter.write(spec, dump, floor)));
    if (minimalPairs == 0) {
      written(folder, DUMP, FLOOR);
      return;
    }
    Contrasts contrasts = new Contrasts(spec.seed(), spec.topic());
    folder.publish(
        MINIMAL_PAIRS,
        pairs -> ContrastsWriter.write(contrasts, spec.articles(), minimalPairs, pairs));
    written(folder, DUMP, FLOOR, MINIMAL_PAIRS);
  }

  private void written(Folder folder, String... files) {
    List<String> locations = Arrays.stream(files).map(folder::location).toList();
    System.out.println("written    " + String.join("\n           ", locations));
    console.result(Map.of("written", locations));
  }
}
