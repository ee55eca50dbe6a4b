package org.rnnlm.prep.steps;

import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.rnnlm.io.DataException;
import org.rnnlm.text.Text;

/**
 * The inputs of a corpus, which go together with what is to be made of them.
 *
 * @param files with their format
 * @param byPosition whether the splits divide a single text rather than articles
 * @param byFile how files tell the splits, where they do
 */
record CorpusInputs(InputFiles files, boolean byPosition, Optional<DivideByFile> byFile) {

  /**
   * @throws DataException if there are none, or what is asked for cannot be made of them
   */
  static CorpusInputs of(PrepareSpec spec, Configuration hadoop) {
    InputFiles files = InputFiles.of(spec.inputs(), spec.format(), spec.labelled(), hadoop);
    requireLabels(files.format(), spec);
    requirePairs(files.format(), spec);
    requireSplits(files.format(), spec);
    requireTags(files.format(), spec);
    return new CorpusInputs(files, byPosition(files, spec), byFile(files.files(), spec));
  }

  /** Tagged sentences come in files for each split, mostly, and other texts do not. */
  private static Optional<DivideByFile> byFile(List<InputFile> files, PrepareSpec spec) {
    boolean told =
        spec.splitBy() == PrepareSpec.SplitBy.FILE
            || spec.splitBy() == PrepareSpec.SplitBy.AUTO
                && spec.tagged()
                && !spec.reading().records().hasSplit()
                && DivideByFile.fits(files);
    return told ? Optional.of(DivideByFile.of(files, spec.splits())) : Optional.empty();
  }

  /** Reads the first records, where there are any, and says what is wrong with them. */
  List<String> problems(PrepareSpec spec, Configuration hadoop) {
    if (format().content() != InputContent.RECORDS) {
      return List.of();
    }
    List<HadoopInput> inputs =
        files.files().stream()
            .limit(FirstRecords.FILES)
            .map(file -> new HadoopInput(file, hadoop))
            .toList();
    return new FirstRecords(format().records(), spec.reading().records(), inputs).problems();
  }

  private static void requireLabels(InputFormat format, PrepareSpec spec) {
    if (spec.labelled() && format.content() == InputContent.PAGES) {
      throw new DataException(
          "prepare.mode is 'labelled', and a dump's pages have no classes; give text files, a"
              + " folder for each class, or records with a prepare.label-field");
    }
  }

  /** Refuses inputs that hold no pairs where pairs are asked for, and pairs where they are not. */
  private static void requirePairs(InputFormat format, PrepareSpec spec) {
    if (spec.cut().ofPairs() && format.content() != InputContent.RECORDS) {
      throw new DataException(
          Text.format(
              "prepare.mode is 'pair', and format %s has no pairs; give .tsv files (source, tab,"
                  + " target), JSON lines, csv or Parquet",
              format.key()));
    }
    if (hasPairsAlone(format) && !spec.cut().ofPairs()) {
      throw new DataException(
          Text.format(
              "the input is of format %s, which has pairs; set prepare.mode = pair", format.key()));
    }
  }

  private static void requireSplits(InputFormat format, PrepareSpec spec) {
    if (spec.reading().records().hasSplit()
        && (format.content() != InputContent.RECORDS
            || hasPairsAlone(format)
            || format.records().isOfTags())) {
      throw new DataException(
          Text.format(
              "prepare.split-field is '%s', and format %s has no fields but its own; give JSON"
                  + " lines, csv or Parquet, or leave it out",
              spec.reading().records().splitField(), format.key()));
    }
  }

  /** Refuses inputs that hold no tags where tags are asked for, and tags where they are not. */
  private static void requireTags(InputFormat format, PrepareSpec spec) {
    boolean records = format.content() == InputContent.RECORDS;
    if (spec.tagged() && !(records && format.records().holdsTags())) {
      throw new DataException(
          Text.format(
              "prepare.mode is 'tagged', and format %s has no tagged words; give CoNLL-U (.conllu),"
                  + " rows of words and tags (.conll, or prepare.format = conll), or JSON lines"
                  + " with the lists tokens and tags",
              format.key()));
    }
    if (records && format.records().isOfTags() && !spec.tagged()) {
      throw new DataException(
          Text.format(
              "the input is of format %s, which has tagged words; set prepare.mode = tagged",
              format.key()));
    }
  }

  private static boolean hasPairsAlone(InputFormat format) {
    return format.content() == InputContent.RECORDS && format.records().isOfPairs();
  }

  private static boolean byPosition(InputFiles inputs, PrepareSpec spec) {
    boolean single =
        inputs.format().content() == InputContent.TEXT
            && inputs.files().size() == 1
            && !spec.labelled();
    return switch (spec.splitBy()) {
      case AUTO -> single;
      case ARTICLE, FILE -> false;
      case POSITION -> {
        if (!single) {
          throw new DataException(
              "prepare.split is 'position', which divides a single text file; the input is "
                  + inputs.files().size()
                  + " files of format "
                  + inputs.format());
        }
        yield true;
      }
    };
  }

  InputFormat format() {
    return files.format();
  }
}
