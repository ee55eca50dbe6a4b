package org.rnnlm.jobs.specs;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.rnnlm.jobs.settings.Settings;
import org.rnnlm.prep.steps.FilterSpec;
import org.rnnlm.prep.steps.InputFormat;
import org.rnnlm.prep.steps.PrepareSpec;
import org.rnnlm.prep.steps.SentenceSpec;
import org.rnnlm.prep.steps.SplitRule;
import org.rnnlm.prep.steps.TagSpec;
import org.rnnlm.shard.Cut;
import org.rnnlm.shard.SequenceMode;
import org.rnnlm.shard.SequenceSpec;
import org.rnnlm.tags.TagScheme;
import org.rnnlm.text.Text;
import org.rnnlm.vocabulary.Digits;
import org.rnnlm.vocabulary.Normalization;
import org.rnnlm.vocabulary.TokenKind;
import org.rnnlm.vocabulary.TokenSpec;

/** How a corpus is prepared: {@code prepare}. */
public final class PrepareSpecs {
  private PrepareSpecs() {}

  private static final String AUTO = "auto";

  public static PrepareSpec of(Settings settings, List<String> inputs, String output) {
    TokenSpec tokens = tokens(settings);
    double valid = settings.decimal("prepare.valid-share", 0, Limits.BELOW_ONE);
    double test = settings.decimal("prepare.test-share", 0, Limits.BELOW_ONE);
    long seed = Limits.seed(settings, "prepare.seed");
    SplitRule splits =
        settings.together("prepare.test-share", () -> new SplitRule(valid, test, seed));
    SequenceSpec sequences = sequences(settings);
    if (sequences.mode() == SequenceMode.TAGGED && tokens.kind() != TokenKind.WORDS) {
      throw settings.refused(
          "prepare.tokens",
          "with prepare.mode = tagged the words of the input are the tokens: words");
    }
    return new PrepareSpec(
            inputs,
            output,
            format(settings),
            ReadSpecs.of(settings),
            new FilterSpec(
                settings.integer("prepare.minimum-characters", 0, Limits.ANY),
                settings.flag("prepare.disambiguation-pages"),
                settings.flag("prepare.duplicates")),
            tokens,
            settings.integer("prepare.vocabulary-size", leastTokens(tokens), Limits.ANY),
            settings.longInteger("prepare.minimum-count", 1, Long.MAX_VALUE),
            sequences,
            settings.choice("prepare.cut", Cut.class),
            sentences(settings),
            splits,
            settings.choice("prepare.split", PrepareSpec.SplitBy.class),
            settings.longInteger("prepare.shard-tokens", 1, 1L << 24),
            settings.group("prepare"))
        .with(tags(settings));
  }

  private static TagSpec tags(Settings settings) {
    List<String> schemes =
        Stream.concat(Stream.of(AUTO), Stream.of(TagScheme.values()).map(Text::kebab)).toList();
    String scheme = settings.choice("prepare.tag-scheme", schemes);
    return new TagSpec(
        Stream.of(TagScheme.values()).filter(one -> Text.kebab(one).equals(scheme)).findFirst(),
        settings.choice("prepare.broken-tags", TagSpec.Broken.class));
  }

  /** Nothing for {@code auto}: the files' names tell. */
  static Optional<InputFormat> format(Settings settings) {
    List<String> formats = Stream.concat(Stream.of(AUTO), InputFormat.keys().stream()).toList();
    return InputFormat.of(settings.choice("prepare.format", formats));
  }

  private static TokenSpec tokens(Settings settings) {
    TokenKind kind = settings.choice("prepare.tokens", TokenKind.class);
    boolean lowerCase = settings.flag("prepare.lower-case");
    Normalization normalization = settings.choice("prepare.normalize", Normalization.class);
    Digits digits = settings.choice("prepare.digits", Digits.class);
    return settings.together(
        "prepare.digits", () -> new TokenSpec(kind, lowerCase, normalization, digits));
  }

  private static int leastTokens(TokenSpec tokens) {
    return tokens.kind() == TokenKind.SUBWORDS ? PrepareSpec.LEAST_SUBWORDS : 0;
  }

  private static SequenceSpec sequences(Settings settings) {
    SequenceMode mode = settings.choice("prepare.mode", SequenceMode.class);
    int length = settings.integer("prepare.length", 1, 1 << 20);
    int stride = settings.integer("prepare.stride", 1, 1 << 20);
    return settings.together(
        "prepare.stride",
        () -> new SequenceSpec(mode, length, mode == SequenceMode.WINDOW ? stride : 0));
  }

  private static SentenceSpec sentences(Settings settings) {
    String language = settings.text("prepare.language");
    if (!language.matches("auto|[a-z]{2,3}")) {
      throw settings.refused(
          "prepare.language", "it must be auto or a language's code of two or three letters");
    }
    return new SentenceSpec(
        Optional.of(language).filter(code -> !code.equals(AUTO)),
        settings.choice("prepare.paragraphs", SentenceSpec.ParagraphRule.class),
        settings.integer("prepare.minimum-tokens", 1, Limits.ANY));
  }
}
