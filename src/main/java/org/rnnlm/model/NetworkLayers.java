package org.rnnlm.model;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.rnnlm.layer.BidirectionalRecurrent;
import org.rnnlm.layer.CharacterReader;
import org.rnnlm.layer.EncoderDecoder;
import org.rnnlm.layer.OneHotTokens;
import org.rnnlm.layer.Recurrent;
import org.rnnlm.layer.ResidualBlock;
import org.rnnlm.layer.SequenceSummary;
import org.rnnlm.layer.TagCrf;
import org.rnnlm.layer.TokenEmbedding;
import org.rnnlm.layer.TokenSoftmax;

/** Makes our layers of a specification: what stands on what, and how wide each is. */
final class NetworkLayers {
  private NetworkLayers() {}

  /**
   * Returns our layers from input to output. A configuration of them loads ND4J's native library,
   * which those who only look at a model need not wait for.
   */
  static List<Layer> of(ModelSpec spec, int vocabularySize) {
    List<Layer> layers = new ArrayList<>();
    layers.add(input(spec, vocabularySize));
    int width = spec.embedding().width(vocabularySize);
    for (int i = 0; i < spec.layers(); i++) {
      layers.add(recurrent(spec, i, width));
      width = spec.recurrent().bidirectional() ? 2 * spec.units(i) : spec.units(i);
    }
    HeadSpec head = spec.head();
    if (head.kind().summarizes()) {
      layers.add(
          spec.recurrent().bidirectional()
              ? SequenceSummary.ofBothDirections(head.pooling())
              : SequenceSummary.of(head.pooling()));
    }
    if (head.denseSize() > 0) {
      layers.add(dense(spec, width));
      width = head.denseSize();
    }
    layers.add(output(head, width, outputs(head, vocabularySize), spec.dropout()));
    return layers;
  }

  private static Layer output(HeadSpec head, int width, int outputs, DropoutSpec dropout) {
    IDropout before = dropout.beforeOutput();
    return head.isChain()
        ? new TagCrf.Builder().nIn(width).nOut(outputs).dropOut(before).build()
        : new TokenSoftmax.Builder()
            .cutoffs(head.output().cutoffs(outputs))
            .nIn(width)
            .nOut(outputs)
            .dropOut(before)
            .build();
  }

  private static Layer recurrent(ModelSpec spec, int index, int width) {
    RecurrentSpec recurrent = spec.recurrent();
    DropoutSpec dropout = spec.dropout();
    if (spec.ofPairs()) {
      EncoderDecoder.Builder pairs =
          new EncoderDecoder.Builder(recurrent.cell())
              .recurrentDropout(dropout.recurrent())
              .weightDrop(dropout.weights())
              .forgetGateBias(recurrent.forgetBias())
              .heads(recurrent.headsOf(spec.units(index)))
              .nIn(width)
              .nOut(spec.units(index))
              .dropOut(dropout.beforeLayer(index));
      return index == recurrent.layers() - 1 ? pairs.last().build() : pairs.build();
    }
    if (recurrent.block().residual()) {
      return residual(spec, index, width);
    }
    Recurrent layer =
        new Recurrent.Builder(recurrent.cell())
            .recurrentDropout(dropout.recurrent())
            .weightDrop(dropout.weights())
            .forgetGateBias(recurrent.forgetBias())
            .heads(recurrent.headsOf(spec.units(index)))
            .nIn(width)
            .nOut(spec.units(index))
            .dropOut(dropout.beforeLayer(index))
            .build();
    return recurrent.bidirectional() ? BidirectionalRecurrent.of(layer) : layer;
  }

  private static Layer residual(ModelSpec spec, int index, int width) {
    RecurrentSpec recurrent = spec.recurrent();
    int feedForwardSize = recurrent.block().feedForwardSize(recurrent.width());
    ResidualBlock.Builder block =
        new ResidualBlock.Builder(recurrent.cell(), feedForwardSize)
            .recurrentDropout(spec.dropout().recurrent())
            .weightDrop(spec.dropout().weights())
            .forgetGateBias(recurrent.forgetBias())
            .heads(recurrent.headsOf(recurrent.hiddenSize()))
            .nIn(width)
            .nOut(recurrent.width())
            .dropOut(spec.dropout().withinBlocks());
    if (recurrent.bidirectional()) {
      block.bidirectional();
    }
    if (index == 0 && (spec.oneHotInput() || width != recurrent.width())) {
      block.beginsStream();
    }
    return index == recurrent.layers() - 1 ? block.last().build() : block.build();
  }

  private static Layer dense(ModelSpec spec, int width) {
    return new DenseLayer.Builder()
        .nIn(width)
        .nOut(spec.head().denseSize())
        .activation(spec.head().denseActivation().dl4j())
        .dropOut(spec.dropout().ofVectors())
        .build();
  }

  private static int outputs(HeadSpec head, int vocabularySize) {
    int outputs = head.outputs(vocabularySize);
    if (outputs < 2) {
      throw new IllegalArgumentException(
          "a network decides among " + outputs + " classes; 2 are the least");
    }
    return outputs;
  }

  private static CharacterReader reader(ModelSpec spec) {
    List<String> known = spec.head().reads().characters();
    if (known.isEmpty()) {
      throw new IllegalArgumentException("a network is to read characters, and knows none");
    }
    CharacterSpec characters = spec.embedding().characters();
    return new CharacterReader(
        String.join("", known), characters.size(), characters.filters(), characters.width());
  }

  private static Layer input(ModelSpec spec, int vocabularySize) {
    if (spec.oneHotInput()) {
      return new OneHotTokens(vocabularySize);
    }
    TokenEmbedding.Builder embedding =
        new TokenEmbedding.Builder()
            .wordDropout(spec.dropout().words())
            .nIn(vocabularySize)
            .nOut(spec.embedding().width(vocabularySize));
    if (!spec.embedding().characters().none()) {
      embedding.reader(reader(spec));
    }
    return switch (spec.embedding().vectors()) {
      case TRAINED -> embedding.build();
      case TIED -> embedding.tied().build();
      case FROZEN -> embedding.frozen().build();
    };
  }
}
