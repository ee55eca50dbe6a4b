package org.rnnlm.prep.steps;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.function.Function;
import org.rnnlm.io.DataException;
import org.rnnlm.shard.Split;
import org.rnnlm.text.Text;

/**
 * Gives documents to the splits that their files' names tell. Where none tells a split, documents
 * of the training files go there by their hash.
 *
 * @param files by the index of a file, its split
 * @param rule for splits that no file tells
 */
record DivideByFile(List<Split> files, SplitRule rule) implements Function<Document, Document> {
  DivideByFile {
    files = List.copyOf(files);
  }

  /**
   * @throws DataException naming a file that tells no split, or several, or if none tells training
   */
  static DivideByFile of(List<InputFile> files, SplitRule rule) {
    List<Split> splits = new ArrayList<>();
    for (InputFile file : files) {
      splits.add(
          split(file)
              .orElseThrow(
                  () ->
                      new DataException(
                          Text.format(
                              "the name of %s tells no split; with prepare.split = file each has"
                                  + " one of the words train, dev, valid and test in it or its"
                                  + " folder's name",
                              file.location()))));
    }
    if (!splits.contains(Split.TRAIN)) {
      throw new DataException(
          "no input file's name has the word train in it, and prepare.split is 'file'; give the"
              + " training file too");
    }
    return new DivideByFile(splits, rule);
  }

  /** Returns whether all files tell a split, and there are some for training and others. */
  static boolean fits(List<InputFile> files) {
    List<Optional<Split>> splits = files.stream().map(DivideByFile::split).distinct().toList();
    return splits.size() > 1
        && splits.contains(Optional.of(Split.TRAIN))
        && !splits.contains(Optional.<Split>empty());
  }

  /** Returns the split that a file's name tells, or else its folder's. */
  private static Optional<Split> split(InputFile file) {
    Path path = new Path(file.location());
    return told(path.getName()).or(() -> told(path.getParent().getName()));
  }

  private static Optional<Split> told(String name) {
    Set<Split> told = EnumSet.noneOf(Split.class);
    for (String word : name.toLowerCase(Locale.ROOT).split("[^a-z]+")) {
      switch (word) {
        case "train", "training" -> told.add(Split.TRAIN);
        case "dev", "valid", "validation", "val", "testa" -> told.add(Split.VALID);
        case "test", "testing", "testb" -> told.add(Split.TEST);
        default -> {
          // tells nothing
        }
      }
    }
    return told.size() == 1 ? told.stream().findFirst() : Optional.empty();
  }

  @Override
  public Document call(Document document) {
    return document.to(split(document));
  }

  private Split split(Document document) {
    Split told = files.get(document.source());
    Split hashed = rule.of(document.id());
    return told == Split.TRAIN && !files.contains(hashed) ? hashed : told;
  }
}
