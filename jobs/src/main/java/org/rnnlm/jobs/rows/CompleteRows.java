package org.rnnlm.jobs.rows;

import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.rnnlm.generate.Continuation;
import org.rnnlm.generate.GenerationSpec;
import org.rnnlm.generate.TextGenerator;
import org.rnnlm.io.Hashes;
import org.rnnlm.kernel.KernelSpec;
import org.rnnlm.prep.table.ResultColumn;
import org.rnnlm.prep.table.RowMeasures;
import org.rnnlm.prep.table.RowOutcome;
import org.rnnlm.prep.table.RowWork;
import org.rnnlm.prep.table.RowWorkSource;
import org.rnnlm.run.TrainingState;
import org.rnnlm.search.BeamSpec;
import org.rnnlm.shard.SequenceMode;
import org.rnnlm.vocabulary.Codec;
import org.rnnlm.vocabulary.Vocabulary;

/** Writes what follows texts. A row's draws follow from a seed and the row's number. */
public final class CompleteRows implements RowWorkSource {
  private static final long serialVersionUID = 1L;

  /** What is told of a text. */
  public static final List<ResultColumn> COLUMNS = List.of(ResultColumn.text("completion"));

  private final SentModel model;
  private final SequenceMode mode;
  private final int window;
  private final GenerationSpec drawing;
  private final BeamSpec search;
  private final boolean refusesUnknown;

  /**
   * @param state of the model
   * @param search how a text is searched for; a beam of 1 draws it instead
   * @param refusesUnknown whether a text with unknown tokens is a bad row
   */
  public CompleteRows(
      MultiLayerNetwork network,
      KernelSpec kernels,
      Vocabulary vocabulary,
      TrainingState state,
      GenerationSpec drawing,
      BeamSpec search,
      boolean refusesUnknown) {
    this.model = SentModel.of(network, kernels, vocabulary);
    this.mode = state.sequences();
    this.window = state.model().head().reads().length();
    this.drawing = drawing;
    this.search = search;
    this.refusesUnknown = refusesUnknown;
  }

  @Override
  public RowWork open() {
    MultiLayerNetwork network = model.network();
    Vocabulary vocabulary = model.vocabulary();
    TextGenerator generator = new TextGenerator(network, vocabulary, mode, window);
    ReadableTexts prompts = new ReadableTexts(new Codec(vocabulary), refusesUnknown, false);
    return new RowByRow(
        network,
        row -> prompts.outcome(row.text(), prompt -> outcome(prompt, row.number(), generator)));
  }

  private RowOutcome outcome(int[] prompt, long row, TextGenerator generator) {
    GenerationSpec spec = drawing.withSeed(Hashes.seed(drawing.seed(), row));
    Continuation text =
        search.width() > 1
            ? generator.searchAfter(prompt, spec, search.width(), search.lengthPenalty())
            : generator.after(prompt, spec);
    return RowOutcome.of(
        List.of(text.fresh()),
        RowMeasures.of(prompt.length + text.tokens().length, ReadableTexts.unknown(prompt)));
  }
}
