package org.rnnlm.jobs.rows;

import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.rnnlm.kernel.KernelSpec;
import org.rnnlm.prep.table.ResultColumn;
import org.rnnlm.prep.table.RowMeasures;
import org.rnnlm.prep.table.RowOutcome;
import org.rnnlm.prep.table.RowWork;
import org.rnnlm.prep.table.RowWorkSource;
import org.rnnlm.search.BeamSpec;
import org.rnnlm.search.Hypothesis;
import org.rnnlm.translate.TargetWriter;
import org.rnnlm.vocabulary.Codec;
import org.rnnlm.vocabulary.Vocabulary;

/** Writes the targets of sources, one source after the other. */
public final class TranslateRows implements RowWorkSource {
  private static final long serialVersionUID = 1L;

  /** What is told of a source. */
  public static final List<ResultColumn> COLUMNS =
      List.of(ResultColumn.text("translation"), ResultColumn.number("log_probability"));

  private final SentModel model;
  private final BeamSpec beam;
  private final boolean refusesUnknown;

  /**
   * @param refusesUnknown whether a source with unknown tokens is a bad row
   */
  public TranslateRows(
      MultiLayerNetwork network,
      KernelSpec kernels,
      Vocabulary vocabulary,
      BeamSpec beam,
      boolean refusesUnknown) {
    this.model = SentModel.of(network, kernels, vocabulary);
    this.beam = beam;
    this.refusesUnknown = refusesUnknown;
  }

  @Override
  public RowWork open() {
    MultiLayerNetwork network = model.network();
    TargetWriter writer = new TargetWriter(network);
    Codec codec = new Codec(model.vocabulary());
    ReadableTexts sources = new ReadableTexts(codec, refusesUnknown, true);
    return new RowByRow(
        network, row -> sources.outcome(row.text(), source -> outcome(source, writer, codec)));
  }

  private RowOutcome outcome(int[] source, TargetWriter writer, Codec codec) {
    Hypothesis target = writer.write(List.of(source), beam).get(0);
    return RowOutcome.of(
        List.of(codec.decode(target.tokens()), target.logProbability()),
        RowMeasures.of(source.length + target.tokens().length, ReadableTexts.unknown(source)));
  }
}
