package org.rnnlm.jobs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.rnnlm.evaluate.Score;
import org.rnnlm.io.DataException;
import org.rnnlm.kernel.KernelSpec;
import org.rnnlm.score.Adaptation;
import org.rnnlm.score.MinimalPair;
import org.rnnlm.score.PairAccuracies;
import org.rnnlm.score.PairAccuracy;
import org.rnnlm.score.ScoredText;
import org.rnnlm.score.ScoringModel;
import org.rnnlm.score.TextScorer;
import org.rnnlm.score.TextTotals;
import org.rnnlm.shard.SequenceMode;
import org.rnnlm.text.Text;

/**
 * What {@code evaluate} tells without shards, and without Spark: of plain text, and of minimal
 * pairs.
 *
 * @param model that is evaluated
 * @param kernels that it is computed with
 * @param console to whom it is told
 */
record TextEvaluation(TrainedModel model, KernelSpec kernels, ConsoleOptions console) {
  private static final int CHUNK = 1024;

  /**
   * Tells the loss of a text: as one article, or of a model of sentences each line as one.
   *
   * @param dynamic how the model goes on learning while it reads, if it does
   * @param perCharacter whether losses per character are told though tokens are unknown
   */
  void ofText(String file, DynamicOptions dynamic, boolean perCharacter, Configuration hadoop) {
    ScoringModel scoring = model.scoring(kernels);
    Optional<Adaptation> adaptation =
        dynamic.given()
            ? Optional.of(dynamic.adaptation(model, scoring, hadoop))
            : Optional.empty();
    TextTotals totals = TextTotals.NONE;
    try (Utf8Lines lines = Utf8Lines.open("--text", file, hadoop);
        TextScorer scorer = scorer(scoring, adaptation)) {
      Texts texts = new Texts(lines, scoring.mode() == SequenceMode.SENTENCE);
      for (List<String> some = texts.next(); !some.isEmpty(); some = texts.next()) {
        for (ScoredText text : scorer.score(some)) {
          totals = totals.plus(text.totals());
        }
      }
    }
    if (totals.tokens() == 0) {
      throw new DataException("--text " + file + " is empty: there is no text to read");
    }
    String learnt = adaptation.map(how -> ", learnt from " + how.summary()).orElse("");
    show(file, totals, learnt, dynamic.fields(), perCharacter);
  }

  private static TextScorer scorer(ScoringModel scoring, Optional<Adaptation> adaptation) {
    if (adaptation.isPresent()) {
      return scoring.openAdapting(adaptation.get());
    }
    return scoring.mode() == SequenceMode.SENTENCE ? scoring.open() : scoring.openForOne();
  }

  private void show(
      String file,
      TextTotals totals,
      String learnt,
      Map<String, Object> dynamic,
      boolean perCharacter) {
    LanguageScore shown =
        new LanguageScore(
            new Score(totals.nats(), totals.tokens(), totals.characters()),
            (double) totals.unknown() / totals.tokens(),
            perCharacter,
            Optional.empty());
    System.out.print(Text.format("checkpoint %s%n", model.folder()));
    System.out.print(
        Text.format(
            "text       %s: %,d tokens, %,d characters%s%n",
            file, totals.tokens(), totals.characters(), learnt));
    shown.lines().forEach(System.out::println);
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("checkpoint", model.folder().location());
    fields.put("text", file);
    fields.putAll(dynamic);
    fields.putAll(shown.fields());
    console.lastLine(fields);
  }

  /** What a file holds, as the model reads it: all of it at once, or line by line. */
  private static final class Texts {
    private final Utf8Lines lines;
    private final boolean sentences;

    Texts(Utf8Lines lines, boolean sentences) {
      this.lines = lines;
      this.sentences = sentences;
    }

    /** Returns the next texts; none after the last. */
    List<String> next() {
      if (sentences) {
        return lines.sentences(CHUNK);
      }
      String whole = String.join("\n", lines.rest());
      return whole.isBlank() ? List.of() : List.of(whole);
    }
  }

  /** Tells how well the model tells the sentences of minimal pairs apart. */
  void ofPairs(String file, Configuration hadoop) {
    PairAccuracies accuracies = new PairAccuracies();
    try (Utf8Lines lines = Utf8Lines.open("--minimal-pairs", file, hadoop);
        TextScorer scorer = model.scoring(kernels).open()) {
      MinimalPairsFile pairs = new MinimalPairsFile(lines);
      List<MinimalPair> some = new ArrayList<>();
      for (Optional<MinimalPair> pair = pairs.next(); pair.isPresent(); pair = pairs.next()) {
        some.add(pair.get());
        if (some.size() == CHUNK) {
          accuracies.add(scorer, some);
          some.clear();
        }
      }
      accuracies.add(scorer, some);
    }
    if (accuracies.all().pairs() == 0) {
      throw new DataException("--minimal-pairs " + file + " is empty: there is no pair to read");
    }
    show(file, accuracies);
  }

  private void show(String file, PairAccuracies accuracies) {
    System.out.print(Text.format("checkpoint %s%n", model.folder()));
    System.out.print(
        Text.format(
            "pairs      %s: %,d, %,d of them with unknown tokens%n",
            file, accuracies.all().pairs(), accuracies.unknown()));
    System.out.print(
        Text.format(
            "accuracy   %s, 95 %% confidence interval by Wilson; ties count as half%n",
            shown(accuracies.all())));
    table("phenomenon", accuracies.phenomena());
    table("paradigm", accuracies.paradigms());
    table("field", accuracies.fields());
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("checkpoint", model.folder().location());
    fields.put("minimalPairs", file);
    fields.putAll(fields(accuracies.all()));
    fields.put("pairsWithUnknown", accuracies.unknown());
    fields.put("phenomena", fields(accuracies.phenomena()));
    fields.put("paradigms", fields(accuracies.paradigms()));
    fields.put("fields", fields(accuracies.fields()));
    console.lastLine(fields);
  }

  private static void table(String of, Map<String, PairAccuracy> groups) {
    groups.forEach(
        (name, accuracy) ->
            System.out.print(Text.format("%-10s %-44s %s%n", of, name, shown(accuracy))));
  }

  private static String shown(PairAccuracy accuracy) {
    return Text.format(
        "%.4f (%.4f to %.4f) of %,d, %,d ties",
        accuracy.accuracy(), accuracy.least(), accuracy.most(), accuracy.pairs(), accuracy.ties());
  }

  private static Map<String, Object> fields(Map<String, PairAccuracy> groups) {
    Map<String, Object> fields = new LinkedHashMap<>();
    groups.forEach((name, accuracy) -> fields.put(name, fields(accuracy)));
    return fields;
  }

  private static Map<String, Object> fields(PairAccuracy accuracy) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("accuracy", accuracy.accuracy());
    fields.put("least", accuracy.least());
    fields.put("most", accuracy.most());
    fields.put("right", accuracy.right());
    fields.put("ties", accuracy.ties());
    fields.put("pairs", accuracy.pairs());
    return fields;
  }
}
