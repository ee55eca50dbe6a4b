package org.rnnlm.prep.steps;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.rnnlm.shard.Cut;
import org.rnnlm.shard.SequenceMode;
import org.rnnlm.shard.SequenceSpec;
import org.rnnlm.shard.Split;
import org.rnnlm.text.Text;
import org.rnnlm.vocabulary.TokenKind;
import org.rnnlm.vocabulary.TokenSpec;

/**
 * What to prepare, and how.
 *
 * @param inputs paths, globs or folders
 * @param output folder of the shard set; it must be empty or not exist
 * @param format of the inputs, or empty to tell it by their names
 * @param reading how inputs are read
 * @param filters which articles are left out
 * @param tokens how text becomes tokens
 * @param vocabularySize largest number of tokens to know, specials left out; 0 for no limit. Of
 *     subwords how many to learn, the 256 bytes among them; fewer where no pair is left
 * @param minimumCount tokens that the training split holds less often are unknown; pairs that it
 *     holds less often become no subword
 * @param sequences how articles become sequences, and of what length
 * @param cutOff what is cut off labelled texts that are longer than a sequence
 * @param sentences what a sentence is, where sequences are sentences
 * @param splits which article goes where
 * @param splitBy what is divided among the splits
 * @param shardTokens about how many tokens a shard holds
 * @param settings stored in the manifest, by key; they name the splits' rule among others
 * @param vocabulary whose tokens are known, whatever the training split holds; none if they are
 *     learnt from it
 * @param tags what tags of words are, where there are any
 */
public record PrepareSpec(
    List<String> inputs,
    String output,
    Optional<InputFormat> format,
    ReadSpec reading,
    FilterSpec filters,
    TokenSpec tokens,
    int vocabularySize,
    long minimumCount,
    SequenceSpec sequences,
    Cut cutOff,
    SentenceSpec sentences,
    SplitRule splits,
    SplitBy splitBy,
    long shardTokens,
    Map<String, String> settings,
    Optional<GivenVocabulary> vocabulary,
    TagSpec tags) {

  /** Every byte is a subword. */
  public static final int LEAST_SUBWORDS = 256;

  /** What is divided among the splits. */
  public enum SplitBy {
    /** A single text by position, everything else by article. */
    AUTO,
    /** Whole articles, by a hash of their ids. */
    ARTICLE,
    /** One text: its beginning for training, then validation, then test. */
    POSITION,
    /**
     * Whole files, whose names tell by a word such as train, dev or test. A split that none tells
     * gets its share of the training files' articles, by hash.
     */
    FILE
  }

  public PrepareSpec {
    inputs = List.copyOf(inputs);
    settings = Map.copyOf(settings);
    Objects.requireNonNull(format, "format");
    Objects.requireNonNull(reading, "reading");
    Objects.requireNonNull(filters, "filters");
    Objects.requireNonNull(splitBy, "splitBy");
    Objects.requireNonNull(sequences, "sequences");
    Objects.requireNonNull(cutOff, "cutOff");
    Objects.requireNonNull(sentences, "sentences");
    Objects.requireNonNull(tags, "tags");
    if (inputs.isEmpty()) {
      throw new IllegalArgumentException("no input is given");
    }
    vocabulary.ifPresent(given -> given.requireOf(tokens));
    if (tokens.kind() == TokenKind.SUBWORDS && vocabularySize < LEAST_SUBWORDS) {
      throw new IllegalArgumentException(
          Text.format(
              "a vocabulary of %d subwords; it must be at least %d, since every byte is one",
              vocabularySize, LEAST_SUBWORDS));
    }
    if (sequences.mode() == SequenceMode.TAGGED && tokens.kind() != TokenKind.WORDS) {
      throw new IllegalArgumentException(
          "a tagged sentence's words are its tokens, and not " + tokens.kind());
    }
    if (vocabularySize < 0 || minimumCount < 1 || shardTokens < 1) {
      throw new IllegalArgumentException(
          "vocabulary size "
              + vocabularySize
              + " (at least 0), minimum count "
              + minimumCount
              + ", shard tokens "
              + shardTokens
              + " (at least 1)");
    }
  }

  /** Makes what is prepared with a vocabulary of its own. */
  public PrepareSpec(
      List<String> inputs,
      String output,
      Optional<InputFormat> format,
      ReadSpec reading,
      FilterSpec filters,
      TokenSpec tokens,
      int vocabularySize,
      long minimumCount,
      SequenceSpec sequences,
      Cut cutOff,
      SentenceSpec sentences,
      SplitRule splits,
      SplitBy splitBy,
      long shardTokens,
      Map<String, String> settings) {
    this(
        inputs,
        output,
        format,
        reading,
        filters,
        tokens,
        vocabularySize,
        minimumCount,
        sequences,
        cutOff,
        sentences,
        splits,
        splitBy,
        shardTokens,
        settings,
        Optional.empty(),
        TagSpec.AUTO);
  }

  /** Returns this with a vocabulary that is given. */
  public PrepareSpec with(GivenVocabulary given) {
    return new PrepareSpec(
        inputs,
        output,
        format,
        reading,
        filters,
        tokens,
        vocabularySize,
        minimumCount,
        sequences,
        cutOff,
        sentences,
        splits,
        splitBy,
        shardTokens,
        settings,
        Optional.of(given),
        tags);
  }

  /** Returns this with tags that are as is said. */
  public PrepareSpec with(TagSpec other) {
    return new PrepareSpec(
        inputs,
        output,
        format,
        reading,
        filters,
        tokens,
        vocabularySize,
        minimumCount,
        sequences,
        cutOff,
        sentences,
        splits,
        splitBy,
        shardTokens,
        settings,
        vocabulary,
        other);
  }

  boolean tagged() {
    return sequences.mode() == SequenceMode.TAGGED;
  }

  /** Returns whether nothing need go to a split: it has no share, or records say themselves. */
  boolean mayBeEmpty(Split split) {
    return reading.records().hasSplit() ? split != Split.TRAIN : splits.share(split) == 0;
  }

  boolean labelled() {
    return sequences.mode() == SequenceMode.LABELLED;
  }

  SequenceCut cut() {
    return new SequenceCut(sequences, sentences.minimumTokens(), cutOff);
  }
}
