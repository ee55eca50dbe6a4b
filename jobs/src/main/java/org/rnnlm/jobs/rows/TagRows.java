package org.rnnlm.jobs.rows;

import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.rnnlm.kernel.KernelSpec;
import org.rnnlm.model.Reads;
import org.rnnlm.prep.table.ResultColumn;
import org.rnnlm.prep.table.RowMeasures;
import org.rnnlm.prep.table.RowOutcome;
import org.rnnlm.prep.table.RowWork;
import org.rnnlm.prep.table.RowWorkSource;
import org.rnnlm.vocabulary.Codec;
import org.rnnlm.vocabulary.Vocabulary;

/** Tells the tags of the words of texts. */
public final class TagRows implements RowWorkSource {
  private static final long serialVersionUID = 1L;

  /** What is told of a text: its words, sentence after sentence, and a tag for each. */
  public static final List<ResultColumn> COLUMNS =
      List.of(ResultColumn.texts("words"), ResultColumn.texts("tags"));

  private final SentModel model;
  private final Reads reads;

  /**
   * @param reads what the network was trained on
   */
  public TagRows(
      MultiLayerNetwork network, KernelSpec kernels, Vocabulary vocabulary, Reads reads) {
    this.model = SentModel.of(network, kernels, vocabulary);
    this.reads = reads;
  }

  @Override
  public RowWork open() {
    MultiLayerNetwork network = model.network();
    Vocabulary vocabulary = model.vocabulary();
    TextTagger tagger = new TextTagger(network, vocabulary, reads);
    Codec codec = new Codec(vocabulary);
    return new RowByRow(network, row -> outcome(row.text(), tagger, codec));
  }

  private static RowOutcome outcome(String text, TextTagger tagger, Codec codec) {
    List<TextTagger.Tagged> sentences = tagger.sentences(text);
    List<String> words = sentences.stream().flatMap(one -> one.words().stream()).toList();
    List<String> tags = sentences.stream().flatMap(one -> one.tags().stream()).toList();
    return RowOutcome.of(
        List.of(words, tags),
        RowMeasures.of(words.size(), ReadableTexts.unknown(codec.encodeEach(words))));
  }
}
