package org.rnnlm.jobs.rows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.rnnlm.evaluate.Classifier;
import org.rnnlm.kernel.KernelSpec;
import org.rnnlm.model.Reads;
import org.rnnlm.prep.table.ResultColumn;
import org.rnnlm.prep.table.RowMeasures;
import org.rnnlm.prep.table.RowOutcome;
import org.rnnlm.prep.table.RowWork;
import org.rnnlm.prep.table.RowWorkSource;
import org.rnnlm.vocabulary.Codec;
import org.rnnlm.vocabulary.Vocabulary;

/** Tells the classes of texts. */
public final class ClassifyRows implements RowWorkSource {
  private static final long serialVersionUID = 1L;

  private final SentModel model;
  private final Reads reads;
  private final boolean all;

  /**
   * @param reads what the network was trained on
   * @param all whether the probabilities of all classes are told, and not of the likeliest alone
   */
  public ClassifyRows(
      MultiLayerNetwork network,
      KernelSpec kernels,
      Vocabulary vocabulary,
      Reads reads,
      boolean all) {
    this.model = SentModel.of(network, kernels, vocabulary);
    this.reads = reads;
    this.all = all;
  }

  /**
   * Returns what is told of a text.
   *
   * @param all whether the probabilities of all classes are
   */
  public static List<ResultColumn> columns(boolean all) {
    List<ResultColumn> columns =
        new ArrayList<>(List.of(ResultColumn.text("class"), ResultColumn.number("probability")));
    if (all) {
      columns.add(ResultColumn.shares("probabilities"));
    }
    return columns;
  }

  @Override
  public RowWork open() {
    MultiLayerNetwork network = model.network();
    Vocabulary vocabulary = model.vocabulary();
    Classifier classifier = new Classifier(network, vocabulary, reads);
    Codec codec = new Codec(vocabulary);
    return new RowByRow(network, row -> outcome(codec.encode(row.text()), classifier));
  }

  private RowOutcome outcome(int[] tokens, Classifier classifier) {
    Map<String, Double> probabilities = classifier.classify(tokens);
    String likeliest = Classifier.likeliest(probabilities);
    List<Object> values = new ArrayList<>(List.of(likeliest, probabilities.get(likeliest)));
    if (all) {
      values.add(probabilities);
    }
    return RowOutcome.of(
        values, RowMeasures.of(tokens.length, ReadableTexts.unknown(tokens)).in(likeliest));
  }
}
