package org.rnnlm.jobs;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.rnnlm.checkpoint.Retention;
import org.rnnlm.evaluate.TextScore;
import org.rnnlm.generate.GenerationSpec;
import org.rnnlm.jobs.settings.Settings;
import org.rnnlm.jobs.vectors.Word2VecSpec;
import org.rnnlm.kernel.Bf16Choice;
import org.rnnlm.kernel.Cell;
import org.rnnlm.kernel.KernelChoice;
import org.rnnlm.kernel.KernelSpec;
import org.rnnlm.kernel.Kernels;
import org.rnnlm.layer.Pooling;
import org.rnnlm.model.Architecture;
import org.rnnlm.model.Clipping;
import org.rnnlm.model.ComputeSpec;
import org.rnnlm.model.DenseActivation;
import org.rnnlm.model.Head;
import org.rnnlm.model.HeadSpec;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.model.Networks;
import org.rnnlm.prep.records.RecordSpec;
import org.rnnlm.prep.steps.FilterSpec;
import org.rnnlm.prep.steps.InputFormat;
import org.rnnlm.prep.steps.PrepareSpec;
import org.rnnlm.prep.steps.ReadSpec;
import org.rnnlm.prep.steps.SentenceSpec;
import org.rnnlm.prep.steps.SplitRule;
import org.rnnlm.shard.Cut;
import org.rnnlm.shard.SequenceMode;
import org.rnnlm.shard.SequenceSpec;
import org.rnnlm.train.Averaging;
import org.rnnlm.train.LearningRate;
import org.rnnlm.train.RoundLengths;
import org.rnnlm.train.RunSpec;
import org.rnnlm.train.SampleSpec;
import org.rnnlm.train.TrainingSpec;
import org.rnnlm.train.outer.InnerMoments;
import org.rnnlm.train.outer.OuterMethod;
import org.rnnlm.train.outer.OuterSpec;
import org.rnnlm.translate.BeamSpec;
import org.rnnlm.vocabulary.Digits;
import org.rnnlm.vocabulary.Normalization;
import org.rnnlm.vocabulary.TokenKind;
import org.rnnlm.vocabulary.TokenSpec;

/** Settings become specifications here, and nowhere else. */
final class Specs {
  private static final int ANY = Integer.MAX_VALUE;
  private static final double BELOW_ONE = Math.nextDown(1.0);

  private Specs() {}

  /** {@code auto}, or a format. */
  private enum Format {
    AUTO,
    MEDIAWIKI,
    TEXT,
    JSON_LINES,
    PARQUET,
    CSV,
    TSV
  }

  /** What {@code train.outer-optimizer} may say. */
  private enum OuterName {
    AUTO,
    AVERAGE,
    NESTEROV,
    BMUF
  }

  /** What {@code compute.kernel} may say. */
  private enum KernelName {
    AUTO,
    ONEDNN,
    JAVA,
    DL4J
  }

  static PrepareSpec prepare(Settings settings, List<String> inputs, String output) {
    TokenSpec tokens = tokens(settings);
    double valid = settings.decimal("prepare.valid-share", 0, BELOW_ONE);
    double test = settings.decimal("prepare.test-share", 0, Math.nextDown(1 - valid));
    return new PrepareSpec(
        inputs,
        output,
        switch (settings.choice("prepare.format", Format.class)) {
          case AUTO -> Optional.empty();
          case MEDIAWIKI -> Optional.of(InputFormat.MEDIAWIKI);
          case TEXT -> Optional.of(InputFormat.TEXT);
          case JSON_LINES -> Optional.of(InputFormat.JSON_LINES);
          case PARQUET -> Optional.of(InputFormat.PARQUET);
          case CSV -> Optional.of(InputFormat.CSV);
          case TSV -> Optional.of(InputFormat.TSV);
        },
        reading(settings),
        new FilterSpec(
            settings.integer("prepare.minimum-characters", 0, ANY),
            settings.flag("prepare.disambiguation-pages"),
            settings.flag("prepare.duplicates")),
        tokens,
        settings.integer("prepare.vocabulary-size", leastTokens(tokens), ANY),
        settings.longInteger("prepare.minimum-count", 1, Long.MAX_VALUE),
        sequences(settings),
        settings.choice("prepare.cut", Cut.class),
        sentences(settings),
        new SplitRule(valid, test, seed(settings, "prepare.seed")),
        settings.choice("prepare.split", PrepareSpec.SplitBy.class),
        settings.longInteger("prepare.shard-tokens", 1, 1L << 24),
        settings.group("prepare"));
  }

  private static TokenSpec tokens(Settings settings) {
    TokenKind kind = settings.choice("prepare.tokens", TokenKind.class);
    boolean lowerCase = settings.flag("prepare.lower-case");
    Normalization normalization = settings.choice("prepare.normalize", Normalization.class);
    Digits digits = settings.choice("prepare.digits", Digits.class);
    return together(
        settings, "prepare.digits", () -> new TokenSpec(kind, lowerCase, normalization, digits));
  }

  private static int leastTokens(TokenSpec tokens) {
    return tokens.kind() == TokenKind.SUBWORDS ? PrepareSpec.LEAST_SUBWORDS : 0;
  }

  private static SequenceSpec sequences(Settings settings) {
    SequenceMode mode = settings.choice("prepare.mode", SequenceMode.class);
    int length = settings.integer("prepare.length", 1, 1 << 20);
    int stride = settings.integer("prepare.stride", 1, 1 << 20);
    return together(
        settings,
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
        Optional.of(language).filter(code -> !code.equals("auto")),
        settings.choice("prepare.paragraphs", SentenceSpec.ParagraphRule.class),
        settings.integer("prepare.minimum-tokens", 1, ANY));
  }

  private static ReadSpec reading(Settings settings) {
    long split = settings.longInteger("prepare.split-bytes", 0, Long.MAX_VALUE);
    int pageCharacters = settings.integer("prepare.page-characters", 1, 1 << 29);
    RecordSpec records = records(settings, pageCharacters);
    return new ReadSpec(
        split == 0
            ? 0
            : settings.longInteger(
                "prepare.split-bytes", ReadSpec.LEAST_SPLIT_BYTES, Long.MAX_VALUE),
        pageCharacters,
        records,
        settings.decimal("prepare.bad-records", 0, 1));
  }

  /** Of pairs the source stands where the text does. */
  private static RecordSpec records(Settings settings, int pageCharacters) {
    boolean labelled = settings.choice("prepare.mode", SequenceMode.class) == SequenceMode.LABELLED;
    boolean pairs = settings.choice("prepare.mode", SequenceMode.class) == SequenceMode.PAIR;
    String textKey = pairs ? "prepare.source-field" : "prepare.text-field";
    String target = pairs ? settings.text("prepare.target-field") : "";
    if (pairs && target.isEmpty()) {
      throw settings.refused("prepare.target-field", "the target's field has no name");
    }
    return together(
        settings,
        textKey,
        () ->
            new RecordSpec(
                settings.text(textKey),
                settings.text("prepare.id-field"),
                settings.text("prepare.title-field"),
                labelled ? labelField(settings) : "",
                pageCharacters,
                target));
  }

  private static String labelField(Settings settings) {
    String field = settings.text("prepare.label-field");
    if (field.isEmpty()) {
      throw settings.refused("prepare.label-field", "labelled records need one");
    }
    return field;
  }

  static ModelSpec model(Settings settings) {
    Cell cell = settings.choice("model.cell", Cell.class);
    int layers = settings.integer("model.layers", 1, 100);
    int hiddenSize = settings.integer("model.hidden-size", 1, 1 << 16);
    int embeddingSize = settings.integer("model.embedding-size", 0, 1 << 16);
    double dropout = settings.decimal("model.dropout", 0, BELOW_ONE);
    double recurrentDropout = settings.decimal("model.recurrent-dropout", 0, BELOW_ONE);
    boolean tied = settings.flag("model.tied-embedding");
    double forgetBias = settings.decimal("model.forget-bias", -100, 100);
    boolean frozen = settings.flag("model.freeze-embedding");
    ModelSpec recurrent =
        together(
            settings,
            frozen ? "model.freeze-embedding" : "model.tied-embedding",
            () ->
                new ModelSpec(
                    cell,
                    layers,
                    hiddenSize,
                    embeddingSize,
                    dropout,
                    recurrentDropout,
                    tied,
                    forgetBias,
                    frozen,
                    false,
                    HeadSpec.LANGUAGE_MODEL,
                    Architecture.LANGUAGE_MODEL));
    HeadSpec head = head(settings);
    Architecture architecture = settings.choice("model.architecture", Architecture.class);
    boolean bidirectional = settings.flag("model.bidirectional");
    ModelSpec model =
        together(
            settings,
            bidirectional ? "model.bidirectional" : "model.head",
            () -> recurrent.with(head, bidirectional));
    return together(settings, "model.architecture", () -> model.with(architecture));
  }

  private static HeadSpec head(Settings settings) {
    Head kind = settings.choice("model.head", Head.class);
    Pooling pooling = settings.choice("model.pooling", Pooling.class);
    int denseSize = settings.integer("model.dense-size", 0, 1 << 16);
    DenseActivation activation = settings.choice("model.dense-activation", DenseActivation.class);
    return together(
        settings, "model.dense-size", () -> new HeadSpec(kind, pooling, denseSize, activation));
  }

  /** Settings that are right each, but perhaps not together: names the one to change. */
  private static <T> T together(Settings settings, String key, Supplier<T> specification) {
    try {
      return specification.get();
    } catch (IllegalArgumentException e) {
      throw settings.refused(key, e.getMessage());
    }
  }

  static TrainingSpec training(Settings settings) {
    Averaging averaging = settings.choice("train.averaging", Averaging.class);
    double norm = settings.decimal("train.clip-norm", 0, Double.MAX_VALUE);
    double most = averaging == Averaging.DL4J && norm > 0 ? 0 : Double.MAX_VALUE;
    int workers = settings.integer("train.workers", 1, 1 << 16);
    int batchSize = settings.integer("train.batch-size", 1, 1 << 16);
    RoundLengths rounds = rounds(settings);
    OuterSpec outer = outer(settings);
    int epochs = settings.integer("train.epochs", 1, ANY);
    LearningRate learningRate =
        new LearningRate(
            settings.choice("train.schedule", LearningRate.Schedule.class),
            settings.decimal("train.learning-rate", Math.nextUp(0.0), Double.MAX_VALUE),
            settings.longInteger("train.warm-up-tokens", 0, Long.MAX_VALUE));
    Clipping clipping = new Clipping(settings.decimal("train.clip-value", 0, most), norm);
    int window = settings.integer("train.window", 0, ANY);
    ComputeSpec compute = compute(settings);
    long seed = seed(settings, "train.seed");
    ModelSpec model = model(settings);
    if (window > 0 && model.head().kind() != Head.EVERY_STEP) {
      throw settings.refused(
          "train.window",
          "it cuts sequences into windows with a prediction at every step; model.head = "
              + settings.text("model.head")
              + " reads them whole, so set it to 0");
    }
    together(settings, "compute.kernel", () -> Networks.supported(model, compute));
    refuseForPairs(settings, model, averaging, window);
    return together(
        settings,
        "train.window",
        () ->
            new TrainingSpec(
                averaging,
                workers,
                batchSize,
                rounds,
                outer,
                epochs,
                learningRate,
                clipping,
                window,
                compute,
                seed));
  }

  private static void refuseForPairs(
      Settings settings, ModelSpec model, Averaging averaging, int window) {
    if (model.ofPairs() && window > 0) {
      throw settings.refused(
          "train.window",
          "an encoder and decoder trains whole pairs: what it writes depends on all that it read; set it to 0");
    }
    if (model.ofPairs() && averaging == Averaging.DL4J) {
      throw settings.refused(
          "train.averaging",
          "DL4J's training master, a baseline, trains pieces of a stream only; set it to shards");
    }
  }

  /** How targets are searched for. */
  static BeamSpec beam(Settings settings) {
    return new BeamSpec(
        settings.integer("translate.beam-width", 1, 1 << 12),
        settings.decimal("translate.length-penalty", 0, 100),
        settings.integer("translate.longest", 1, ANY));
  }

  private static RoundLengths rounds(Settings settings) {
    int full = settings.integer("train.round-batches", 1, ANY);
    int first = Math.min(full, settings.integer("train.first-round-batches", 0, ANY));
    double growth = settings.decimal("train.round-growth", 1, Double.MAX_VALUE);
    boolean alike = settings.choice("train.averaging", Averaging.class) == Averaging.DL4J;
    if (first == 0 || first == full || alike) {
      return RoundLengths.constant(full);
    }
    return together(settings, "train.round-growth", () -> new RoundLengths(first, growth, full));
  }

  private static OuterSpec outer(Settings settings) {
    OuterMethod method = outerMethod(settings);
    double rate = settings.decimal("train.outer-rate", Math.nextUp(0.0), Double.MAX_VALUE);
    OptionalDouble momentum = outerMomentum(settings);
    InnerMoments moments = settings.choice("train.moments", InnerMoments.class);
    return together(
        settings, "train.outer-optimizer", () -> new OuterSpec(method, rate, momentum, moments));
  }

  /** DL4J's training master knows but one. */
  private static OuterMethod outerMethod(Settings settings) {
    return switch (settings.choice("train.outer-optimizer", OuterName.class)) {
      case AUTO ->
          settings.choice("train.averaging", Averaging.class) == Averaging.DL4J
              ? OuterMethod.AVERAGE
              : OuterMethod.NESTEROV;
      case AVERAGE -> OuterMethod.AVERAGE;
      case NESTEROV -> OuterMethod.NESTEROV;
      case BMUF -> OuterMethod.BMUF;
    };
  }

  private static OptionalDouble outerMomentum(Settings settings) {
    String key = "train.outer-momentum";
    String given = settings.text(key);
    if (given.equals("auto")) {
      return OptionalDouble.empty();
    }
    try {
      double momentum = Double.parseDouble(given);
      if (momentum >= 0 && momentum < 1) {
        return OptionalDouble.of(momentum);
      }
    } catch (NumberFormatException notANumber) {
      // refused below
    }
    throw settings.refused(
        key, "is '" + given + "', it must be auto or a number from 0 to below 1");
  }

  static ComputeSpec compute(Settings settings) {
    KernelName kernel = settings.choice("compute.kernel", KernelName.class);
    KernelChoice choice =
        switch (kernel) {
          case AUTO, DL4J -> KernelChoice.AUTO;
          case ONEDNN -> KernelChoice.ONEDNN;
          case JAVA -> KernelChoice.JAVA;
        };
    Bf16Choice bf16 = settings.choice("compute.bf16", Bf16Choice.class);
    KernelSpec kernels = together(settings, "compute.bf16", () -> new KernelSpec(choice, bf16));
    together(
        settings,
        bf16 == Bf16Choice.ON ? "compute.bf16" : "compute.kernel",
        () -> Kernels.of(kernels));
    long cached = settings.integer("compute.cached-tokens", 0, ANY);
    return new ComputeSpec(
        kernel == KernelName.DL4J ? ComputeSpec.Layers.DL4J : ComputeSpec.Layers.RNNLM,
        kernels,
        cached);
  }

  static RunSpec run(Settings settings) {
    return new RunSpec(
        settings.integer("checkpoint.every-rounds", 0, ANY),
        new Retention(
            settings.integer("checkpoint.keep-last", 1, ANY),
            settings.integer("checkpoint.keep-best", 1, ANY),
            settings.integer("checkpoint.keep-every", 0, ANY)),
        samples(settings));
  }

  private static SampleSpec samples(Settings settings) {
    List<Double> temperatures = settings.decimals("sample.temperatures", 0, Double.MAX_VALUE);
    int length = settings.integer("sample.length", 1, ANY);
    int promptLength = settings.integer("sample.prompt-length", 0, ANY);
    long seed = seed(settings, "train.seed");
    return together(
        settings,
        "sample.temperatures",
        () -> new SampleSpec(temperatures, length, promptLength, seed));
  }

  /** How long training waits while there is no executor; 0 for ever. */
  static int executorWaitSeconds(Settings settings) {
    return settings.integer("train.executor-wait-seconds", 0, ANY);
  }

  static GenerationSpec generation(Settings settings) {
    return new GenerationSpec(
        settings.integer("generate.length", 1, ANY),
        settings.decimal("generate.temperature", 0, Double.MAX_VALUE),
        settings.flag("generate.stop-at-end"),
        seed(settings, "generate.seed"));
  }

  static Word2VecSpec vectors(Settings settings) {
    return new Word2VecSpec(
        settings.integer("vectors.width", 1, 1 << 16),
        settings.integer("vectors.context", 1, 1 << 16),
        settings.integer("vectors.epochs", 1, ANY),
        settings.decimal("vectors.learning-rate", Math.nextUp(0.0), Double.MAX_VALUE),
        settings.integer("vectors.minimum-count", 1, ANY),
        settings.integer("vectors.partitions", 1, 1 << 16),
        seed(settings, "vectors.seed"));
  }

  static TextScore.Spec textMetrics(Settings settings) {
    return new TextScore.Spec(
        settings.integers("evaluate.top-k", 1, ANY),
        settings.integer("evaluate.completions", 0, ANY),
        settings.integer("evaluate.prompt-tokens", 0, ANY));
  }

  private static long seed(Settings settings, String key) {
    return settings.longInteger(key, Long.MIN_VALUE, Long.MAX_VALUE);
  }
}
