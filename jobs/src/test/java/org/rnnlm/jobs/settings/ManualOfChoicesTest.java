package org.rnnlm.jobs.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.rnnlm.kernel.Bf16Choice;
import org.rnnlm.kernel.Cell;
import org.rnnlm.layer.Pooling;
import org.rnnlm.model.Architecture;
import org.rnnlm.model.Block;
import org.rnnlm.model.DenseActivation;
import org.rnnlm.model.Head;
import org.rnnlm.model.OutputSpec;
import org.rnnlm.model.TagDecoder;
import org.rnnlm.prep.records.RecordFormat;
import org.rnnlm.prep.records.RecordFormats;
import org.rnnlm.prep.steps.PrepareSpec;
import org.rnnlm.prep.steps.TagSpec;
import org.rnnlm.shard.Cut;
import org.rnnlm.shard.SequenceMode;
import org.rnnlm.tags.TagScheme;
import org.rnnlm.text.Text;
import org.rnnlm.train.Averaging;
import org.rnnlm.train.LearningRate;
import org.rnnlm.train.WeightAverage;
import org.rnnlm.train.outer.InnerMoments;
import org.rnnlm.train.outer.OuterMethod;
import org.rnnlm.vocabulary.Digits;
import org.rnnlm.vocabulary.Normalization;
import org.rnnlm.vocabulary.TokenKind;

/** A name that a setting may have stands in the manual of that setting, a new one too. */
class ManualOfChoicesTest {
  static Stream<Arguments> choices() {
    return Stream.of(
        Arguments.of("compute.bf16", names(Bf16Choice.values())),
        Arguments.of("model.architecture", names(Architecture.values())),
        Arguments.of("model.cell", names(Cell.values())),
        Arguments.of("model.block", names(Block.values())),
        Arguments.of("model.dense-activation", names(DenseActivation.values())),
        Arguments.of("model.head", names(Head.values())),
        Arguments.of("model.output", names(OutputSpec.Kind.values())),
        Arguments.of("model.pooling", names(Pooling.values())),
        Arguments.of("model.tags", names(TagDecoder.values())),
        Arguments.of("prepare.broken-tags", names(TagSpec.Broken.values())),
        Arguments.of("prepare.cut", names(Cut.values())),
        Arguments.of("prepare.digits", names(Digits.values())),
        Arguments.of(
            "prepare.format", RecordFormats.all().stream().map(RecordFormat::key).toList()),
        Arguments.of("prepare.mode", names(SequenceMode.values())),
        Arguments.of("prepare.normalize", names(Normalization.values())),
        Arguments.of("prepare.split", names(PrepareSpec.SplitBy.values())),
        Arguments.of("prepare.tag-scheme", names(TagScheme.values())),
        Arguments.of("prepare.tokens", names(TokenKind.values())),
        Arguments.of("train.averaging", names(Averaging.values())),
        Arguments.of("train.moments", names(InnerMoments.values())),
        Arguments.of("train.outer-optimizer", names(OuterMethod.values())),
        Arguments.of("train.schedule", names(LearningRate.Schedule.values())),
        Arguments.of("train.weight-average", names(WeightAverage.Kind.values())));
  }

  private static List<String> names(Enum<?>[] values) {
    return Stream.of(values).map(Text::kebab).toList();
  }

  @ParameterizedTest
  @MethodSource("choices")
  void everyChoiceIsInTheManual(String key, List<String> choices) {
    Manual.Entry entry = Manual.settings(key).get(0);
    String manual = String.join(" ", entry.about()) + " " + entry.assignment();
    for (String choice : choices) {
      assertThat(manual)
          .as("what conf/reference.conf says of %s", key)
          .containsPattern("(?<![\\w-])" + choice + "(?![\\w-])");
    }
  }
}
