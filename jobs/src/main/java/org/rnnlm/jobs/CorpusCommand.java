package org.rnnlm.jobs;

import org.rnnlm.prep.pairs.PairsWriter;
import org.rnnlm.prep.pairs.PairTask;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Folder;
import org.rnnlm.io.HashingOutputStream;
import org.rnnlm.prep.corpus.CorpusSpec;
import org.rnnlm.prep.corpus.EncyclopediaWriter;
import org.rnnlm.prep.corpus.Topic;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code corpus}: writes a small encyclopedia to train on, whose every probability is known. */
@Command(
    name = "corpus",
    description = {
      "Writes a generated encyclopedia as a MediaWiki dump, encyclopedia.xml.bz2, and floor.tsv, the",
      "exact log-probability of each article's text: what no model can beat. Or, by --kind, pairs for an",
      "encoder and decoder, pairs.tsv."
    },
    mixinStandardHelpOptions = true)
final class CorpusCommand implements Callable<Integer> {
  private static final String DUMP = "encyclopedia.xml.bz2";
  private static final String FLOOR = "floor.tsv";
  private static final String PAIRS = "pairs.tsv";

  @Option(
      names = "--output",
      required = true,
      paramLabel = "FOLDER",
      description = "Folder for the two files.")
  private String output;

  /** What is generated. */
  private enum Kind {
    ENCYCLOPEDIA,
    REVERSE,
    DATES
  }

  @Option(
      names = "--kind",
      defaultValue = "encyclopedia",
      paramLabel = "encyclopedia|reverse|dates",
      description =
          "What to generate: the encyclopedia (default), or pairs: letters and their reverse, or dates as people write them and as ISO 8601 has them.")
  private Kind kind;

  @Option(
      names = "--pairs",
      defaultValue = "40000",
      paramLabel = "N",
      description = "How many pairs (default ${DEFAULT-VALUE}).")
  private int pairs;

  @Option(
      names = "--articles",
      defaultValue = "3000",
      paramLabel = "N",
      description =
          "Articles, beside redirects and other pages (default ${DEFAULT-VALUE}, about 720 characters each).")
  private int articles;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "S",
      description = "What the articles follow from (default ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--topic",
      defaultValue = "everything",
      paramLabel = "everything|towns",
      description =
          "What the articles are about: everything (default), or towns alone, which is learnt sooner.")
  private Topic topic;

  @Option(
      names = "--pages-per-stream",
      defaultValue = "0",
      paramLabel = "N",
      description =
          "Pages in one bzip2 stream, as in multistream dumps; 0 for a single stream (default).")
  private int pagesPerStream;

  @Spec private CommandSpec command;

  private CorpusSpec corpus() {
    try {
      return new CorpusSpec(articles, seed, topic, pagesPerStream);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), e.getMessage(), e);
    }
  }

  @Override
  public Integer call() {
    return switch (kind) {
      case ENCYCLOPEDIA -> encyclopedia();
      case REVERSE -> pairs(PairTask.REVERSE);
      case DATES -> pairs(PairTask.DATES);
    };
  }

  private int pairs(PairTask task) {
    if (pairs < 1) {
      throw new ParameterException(
          command.commandLine(), "--pairs is " + pairs + ", it must be at least 1");
    }
    Folder folder = Folder.at(output, HadoopSettings.current());
    if (folder.exists(PAIRS)) {
      throw new DataException(
          folder.location(PAIRS) + " exists already; give another folder or delete it");
    }
    try (HashingOutputStream out = folder.create(PAIRS)) {
      PairsWriter.write(task, pairs, seed, out);
    } catch (IOException e) {
      throw new DataException(
          folder + " cannot be written: " + e.getMessage() + "; check the free space", e);
    }
    System.out.println("written    " + folder.location(PAIRS));
    return 0;
  }

  private int encyclopedia() {
    CorpusSpec spec = corpus();
    Folder folder = Folder.at(output, HadoopSettings.current());
    if (folder.exists(DUMP)) {
      throw new DataException(
          folder.location(DUMP) + " exists already; give another folder or delete it");
    }
    try (HashingOutputStream dump = folder.create(DUMP);
        HashingOutputStream floor = folder.create(FLOOR)) {
      EncyclopediaWriter.write(spec, dump, floor);
    } catch (IOException e) {
      throw new DataException(
          folder + " cannot be written: " + e.getMessage() + "; check the free space", e);
    }
    System.out.println("written    " + folder.location(DUMP));
    System.out.println("           " + folder.location(FLOOR));
    return 0;
  }
}
