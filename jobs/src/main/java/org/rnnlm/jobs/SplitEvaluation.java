package org.rnnlm.jobs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.rnnlm.evaluate.ConfusionTable;
import org.rnnlm.evaluate.Evaluator;
import org.rnnlm.evaluate.ExactMatches;
import org.rnnlm.evaluate.Score;
import org.rnnlm.evaluate.SpanTable;
import org.rnnlm.evaluate.TextEvaluator;
import org.rnnlm.evaluate.TextScore;
import org.rnnlm.kernel.KernelSpec;
import org.rnnlm.run.Confusion;
import org.rnnlm.run.SpanCount;
import org.rnnlm.run.TagCounts;
import org.rnnlm.search.BeamSpec;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.shard.Split;
import org.rnnlm.text.Text;
import org.rnnlm.vocabulary.Codec;

/**
 * What {@code evaluate} tells of a split of shards. Each method prints lines for people and returns
 * the fields that programs read.
 *
 * @param spark that reads the shards
 * @param model that is evaluated
 * @param kernels that it is computed with
 * @param data where the shards are, as the user has it
 * @param shards that it fits
 * @param split of theirs, which has sequences
 */
record SplitEvaluation(
    JavaSparkContext spark,
    TrainedModel model,
    KernelSpec kernels,
    String data,
    ShardSet shards,
    Split split) {

  /**
   * Tells how well a model of tokens predicts them.
   *
   * @param floor the file that knows the loss which no model can beat
   * @param perCharacter whether losses per character are told though tokens are unknown
   */
  Map<String, Object> loss(Optional<String> floor, boolean perCharacter) {
    LanguageScore shown =
        new LanguageScore(
            score(),
            shards.split(split).unknownShare(),
            perCharacter,
            floor.map(file -> Floor.read(file, shards, split, spark.hadoopConfiguration())));
    Map<String, Object> fields =
        begin(
            Text.format(
                "%,d tokens, %,d characters", shown.score().targets(), shown.score().characters()));
    shown.lines().forEach(System.out::println);
    fields.putAll(shown.fields());
    return fields;
  }

  /** Tells how many targets of pairs are written exactly, and some that are not. */
  Map<String, Object> exactMatches(BeamSpec search) {
    ExactMatches found = ExactMatches.count(spark, model.network(), kernels, shards, split, search);
    System.out.print(
        Text.format(
            "exact      %,d of %,d targets written exactly: %.2f %%%n",
            found.matched(), found.pairs(), 100 * found.accuracy()));
    Codec codec = new Codec(model.vocabulary());
    for (ExactMatches.Miss miss : found.misses()) {
      System.out.print(
          Text.format(
              "           %s -> %s, not %s%n",
              codec.decode(miss.source()),
              codec.decode(miss.written()),
              codec.decode(miss.target())));
    }
    return Map.of(
        "pairs", found.pairs(),
        "exactMatches", found.matched(),
        "exactMatchAccuracy", found.accuracy());
  }

  /** Tells top-k accuracy and error rates of words and characters. */
  Map<String, Object> texts(TextScore.Spec spec) {
    TextScore text = TextEvaluator.score(spark, model.network(), kernels, shards, split, spec);
    return TextMetrics.show(text, spec, model.vocabulary().spec().kind());
  }

  /** Tells how well a classifier tells its classes apart. */
  Map<String, Object> ofClasses(List<String> classes) {
    Score score = score();
    Confusion confusion = score.confusion();
    Map<String, Object> fields = begin(Text.format("%,d texts", score.targets()));
    System.out.print(
        Text.format(
            "accuracy   %.4f, macro F1 %.4f, loss %.4f nats per text%n",
            confusion.accuracy(), confusion.macroF1(), score.loss()));
    System.out.print(ConfusionTable.of(confusion, classes));
    fields.put("sequences", score.targets());
    fields.put("loss", score.loss());
    fields.put("accuracy", confusion.accuracy());
    fields.put("macroF1", confusion.macroF1());
    fields.put("classes", classes);
    fields.put("confusion", confusion.counts());
    return fields;
  }

  /** Tells how well a tagger tells the tags of words, and the spans that they mark. */
  Map<String, Object> ofTags(List<String> tags) {
    Score score = score();
    TagCounts counts = score.tags();
    Map<String, Object> fields = begin(Text.format("%,d words", counts.words()));
    System.out.print(
        Text.format(
            "accuracy   %.4f of the words, loss %.4f nats per word (%.2f %% of them unknown)%n",
            counts.accuracy(), score.loss(), 100 * shards.split(split).unknownShare()));
    System.out.print(SpanTable.of(counts));
    fields.put("words", counts.words());
    fields.put("loss", score.loss());
    fields.put("unknownShare", shards.split(split).unknownShare());
    fields.put("accuracy", counts.accuracy());
    fields.put("tags", tags);
    if (!counts.spans().isEmpty()) {
      fields.put("spans", shown(counts.all()));
      Map<String, Object> types = new LinkedHashMap<>();
      counts.spans().forEach((type, count) -> types.put(type, shown(count)));
      fields.put("types", types);
    }
    if (!score.confusion().equals(Confusion.NONE)) {
      System.out.print(ConfusionTable.of(score.confusion(), tags));
      fields.put("macroF1", score.confusion().macroF1());
      fields.put("confusion", score.confusion().counts());
    }
    return fields;
  }

  private static Map<String, Object> shown(SpanCount count) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("precision", count.precision());
    fields.put("recall", count.recall());
    fields.put("f1", count.f1());
    fields.put("actual", count.actual());
    fields.put("predicted", count.predicted());
    fields.put("right", count.right());
    return fields;
  }

  private Score score() {
    return Evaluator.score(spark, model.network(), kernels, shards, split);
  }

  private Map<String, Object> begin(String size) {
    return begin(model, data, split, size);
  }

  /** Tells what is evaluated, and begins the fields that tell programs. */
  static Map<String, Object> begin(TrainedModel model, String data, Split split, String size) {
    System.out.print(Text.format("checkpoint %s%n", model.folder()));
    System.out.print(Text.format("split      %s of %s: %s%n", split.key(), data, size));
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("checkpoint", model.folder().location());
    fields.put("split", split.key());
    return fields;
  }
}
