package org.rnnlm.jobs;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.rnnlm.io.DataException;
import org.rnnlm.jobs.specs.ComputeSpecs;
import org.rnnlm.kernel.KernelSpec;
import org.rnnlm.score.Adaptation;
import org.rnnlm.score.ScoredText;
import org.rnnlm.score.ScoringModel;
import org.rnnlm.score.TextScorer;
import org.rnnlm.shard.SequenceMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code surprisal}: how surprising a text's tokens or words are. Needs no cluster. */
@Command(
    name = "surprisal",
    description = "Tells how surprising each token or word of a text is to a trained model.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "A table with tabs: sentence_id, token_id or word_id, the token or word, its surprisal, the"
          + " entropy before it came, by how much reading it reduced the entropy, and whether it"
          + " was unknown."
    })
final class SurprisalCommand implements Callable<Integer> {
  private static final int CHUNK = 512; // sentences

  @Mixin private CheckpointOptions trained;

  @Parameters(
      arity = "0..1",
      defaultValue = Utf8Lines.STANDARD_INPUT,
      paramLabel = "FILE",
      description = "Names plain text in UTF-8; it is standard input if not given.")
  private String file;

  @Option(
      names = "--unit",
      defaultValue = "bits",
      paramLabel = "bits|nats",
      description =
          "Says what surprisals and entropies are told in; ${DEFAULT-VALUE} if not given.")
  private SurprisalTable.Unit unit;

  @Option(
      names = "--per",
      defaultValue = "token",
      paramLabel = "token|word",
      description =
          "Says what a row is of; ${DEFAULT-VALUE} if not given. A word is what stands between"
              + " white space, with the space before it; its surprisal is the sum of its tokens'.")
  private SurprisalTable.Per per;

  @Option(
      names = "--text",
      defaultValue = "sentences",
      paramLabel = "sentences|running",
      description =
          "Says what a text is. sentences: each line is one, and read for itself. running: the"
              + " whole text is one, the state carried from line to line. ${DEFAULT-VALUE} if not"
              + " given.")
  private TextKind reading;

  @Option(
      names = "--adapt",
      paramLabel = "RATE",
      description =
          "Lets the model go on learning while it reads, by this rate, such as 0.1; each 20 tokens"
              + " are scored before they are learnt from.")
  private Optional<Double> adapt;

  @Option(names = "--no-entropy", description = "Leaves entropies out (NA), which takes less time.")
  private boolean noEntropy;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Says how many sentences are read at a time; one a processor if not given.")
  private Optional<Integer> threads;

  @Mixin private SettingsOptions options;

  @Spec private CommandSpec command;

  private final ConsoleOptions console;

  SurprisalCommand(ConsoleOptions console) {
    this.console = console;
  }

  /** How the text is read. */
  private enum TextKind {
    SENTENCES,
    RUNNING
  }

  /** Sentences that follow each other. */
  private record Chunk(long first, List<String> sentences) {}

  @Override
  public Integer call() {
    require(threads.orElse(1) >= 1, "--threads is " + threads.orElse(1) + ", at least 1 is needed");
    require(
        adapt.orElse(0.0) >= 0 && Double.isFinite(adapt.orElse(0.0)),
        "--adapt is " + adapt.orElse(0.0) + ", it must be at least 0");
    Configuration hadoop = HadoopSettings.current();
    KernelSpec kernels = ComputeSpecs.of(options.resolve()).kernels();
    ScoringModel model;
    try (Utf8Lines lines = Utf8Lines.open("FILE", file, hadoop)) {
      model = trained.model(hadoop).scoring(kernels);
      if (reading == TextKind.RUNNING && model.mode() == SequenceMode.SENTENCE) {
        throw new DataException(
            "the model was trained on single sentences and carries no state from one to the next;"
                + " leave out --text running");
      }
      console.results().print(table().head());
      if (reading == TextKind.RUNNING) {
        runningText(model, lines);
      } else if (adapt.isPresent()) {
        adaptingSentences(model, lines);
      } else {
        sentences(model, lines);
      }
      console.results().flush();
    }
    return 0;
  }

  private void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new ParameterException(command.commandLine(), otherwise);
    }
  }

  private SurprisalTable table() {
    return new SurprisalTable(
        unit, per, console.isForPrograms() ? SurprisalTable.Form.JSON : SurprisalTable.Form.TSV);
  }

  private List<ScoredText> scored(TextScorer scorer, List<String> texts) {
    return noEntropy ? scorer.score(texts) : scorer.scoreWithEntropy(texts);
  }

  private void runningText(ScoringModel model, Utf8Lines lines) {
    List<String> all = lines.rest();
    if (all.stream().allMatch(String::isBlank)) {
      throw empty(lines);
    }
    try (TextScorer scorer =
        adapt.isPresent() ? model.openAdapting(Adaptation.by(adapt.get())) : model.openForOne()) {
      ScoredText text = scored(scorer, List.of(String.join("\n", all))).get(0);
      console.results().print(table().rows(text, scorer, 1));
    }
  }

  private void adaptingSentences(ScoringModel model, Utf8Lines lines) {
    try (TextScorer scorer = model.openAdapting(Adaptation.by(adapt.orElseThrow()))) {
      Chunks chunks = new Chunks(lines);
      for (Optional<Chunk> chunk = chunks.next(); chunk.isPresent(); chunk = chunks.next()) {
        console.results().print(rows(scorer, chunk.get()));
      }
      chunks.requireSome();
    }
  }

  private void sentences(ScoringModel model, Utf8Lines lines) {
    Chunks chunks = new Chunks(lines);
    int workers = threads.orElseGet(() -> Runtime.getRuntime().availableProcessors());
    new InOrder<Chunk, String>(workers, chunks::next, console.results()::print)
        .run(
            pieces -> {
              try (TextScorer scorer = model.open()) {
                for (Optional<InOrder.Numbered<Chunk>> next = pieces.take();
                    next.isPresent();
                    next = pieces.take()) {
                  pieces.give(next.get(), rows(scorer, next.get().piece()));
                }
              }
            });
    chunks.requireSome();
  }

  private String rows(TextScorer scorer, Chunk chunk) {
    List<ScoredText> texts = scored(scorer, chunk.sentences());
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < texts.size(); i++) {
      rows.append(table().rows(texts.get(i), scorer, chunk.first() + i));
    }
    return rows.toString();
  }

  private static DataException empty(Utf8Lines lines) {
    return new DataException(lines.name() + " is empty: there is no text to read");
  }

  /** Lines that are not blank, many at a time. */
  private static final class Chunks {
    private final Utf8Lines lines;
    private long sentences;

    Chunks(Utf8Lines lines) {
      this.lines = lines;
    }

    Optional<Chunk> next() {
      List<String> some = lines.sentences(CHUNK);
      long first = sentences + 1;
      sentences += some.size();
      return some.isEmpty() ? Optional.empty() : Optional.of(new Chunk(first, some));
    }

    void requireSome() {
      if (sentences == 0) {
        throw empty(lines);
      }
    }
  }
}
