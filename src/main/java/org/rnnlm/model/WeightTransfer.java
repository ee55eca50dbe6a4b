package org.rnnlm.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.rnnlm.io.DataException;
import org.rnnlm.layer.CharacterReader;
import org.rnnlm.layer.KernelLayers;
import org.rnnlm.text.Text;
import org.rnnlm.vocabulary.Vocabulary;

/**
 * Lets a network start with the weights of another one, which knows other tokens or predicts
 * something else. What belongs to a token goes to the token of the same text, what belongs to a
 * class to the class of the same name; what is left keeps what it was drawn as. An output layer is
 * new where the two predict different things: classes and tokens, or from vectors of another width.
 */
public final class WeightTransfer {
  private static final int NEW = -1;

  private final Trained from;
  private final Trained to;
  private final int[] tokens; // [ids of the new vocabulary], the old one's ids or NEW

  /**
   * A network with what its values mean.
   *
   * @param spec what it is
   * @param vocabulary what it reads
   * @param network of rnnlm's own layers
   */
  public record Trained(ModelSpec spec, Vocabulary vocabulary, MultiLayerNetwork network) {
    private Layer layer(String name) {
      return network.getLayer(LayerNames.of(network).indexOf(name));
    }
  }

  private WeightTransfer(Trained from, Trained to) {
    this.from = from;
    this.to = to;
    this.tokens = matched(from.vocabulary(), to.vocabulary());
  }

  /**
   * Overwrites the weights of a network.
   *
   * @throws DataException if the two are no networks of one shape; it says in what they differ
   */
  public static void copy(Trained from, Trained to) {
    requireAlike(from.spec(), to.spec());
    if (!KernelLayers.areIn(from.network()) || !KernelLayers.areIn(to.network())) {
      throw new DataException(
          "weights are taken by networks of rnnlm's own layers from such; set compute.kernel ="
              + " auto");
    }
    WeightTransfer transfer = new WeightTransfer(from, to);
    transfer.requireSameClusters();
    for (String name : layers(from.spec(), to.spec())) {
      transfer.copy(name);
    }
  }

  /**
   * Lets the optimizer of a network go on where another network's was: for networks that are alike
   * in all.
   *
   * @throws DataException if what one gathered means nothing to the other
   */
  public static void copyOptimizer(MultiLayerNetwork from, MultiLayerNetwork to) {
    OptimizerSpec before = OptimizerSpec.in(from.getLayerWiseConfigurations());
    OptimizerSpec now = OptimizerSpec.in(to.getLayerWiseConfigurations());
    INDArray gathered = from.getUpdater().getStateViewArray();
    INDArray state = to.getUpdater().getStateViewArray();
    if (!before.gathersAs(now) || length(gathered) != length(state)) {
      throw new DataException(
          "the optimizer cannot go on: it was "
              + before
              + ", and is now "
              + now
              + "; set train.from-state = new, or train by the same one");
    }
    if (state != null) {
      state.assign(gathered);
    }
    to.getLayerWiseConfigurations()
        .setIterationCount(from.getLayerWiseConfigurations().getIterationCount());
  }

  private static long length(INDArray state) {
    return state == null ? 0 : state.length(); // DL4J's word for none
  }

  /** Returns, for each id of a vocabulary, another one's id of the same text, or -1. */
  static int[] matched(Vocabulary from, Vocabulary to) {
    return IntStream.range(0, to.size())
        .map(id -> id <= Vocabulary.END ? id : from.find(to.token(id)).orElse(NEW))
        .toArray();
  }

  /** Returns which ids of a vocabulary stand for a token that another one has. */
  public static boolean[] known(Vocabulary from, Vocabulary to) {
    int[] ids = matched(from, to);
    boolean[] known = new boolean[ids.length];
    for (int id = 0; id < ids.length; id++) {
      known[id] = ids[id] != NEW;
    }
    return known;
  }

  /** Returns the names of the layers whose weights one model takes from another. */
  public static List<String> layers(ModelSpec from, ModelSpec to) {
    List<String> taken = new ArrayList<>(LayerNames.of(to));
    List<String> head = List.of(LayerNames.DENSE, LayerNames.OUTPUT);
    if (!sameHead(from, to)) {
      taken.removeAll(head);
    }
    return taken;
  }

  private static boolean sameHead(ModelSpec from, ModelSpec to) {
    boolean classes = from.head().kind().hasClasses() || to.head().kind().hasClasses();
    return (!classes || from.head().kind() == to.head().kind())
        && from.head().isChain() == to.head().isChain()
        && from.head().denseSize() == to.head().denseSize();
  }

  private static void requireAlike(ModelSpec from, ModelSpec to) {
    require("cell", from.cell(), to.cell());
    require("layers", from.layers(), to.layers());
    require("hidden size", from.hiddenSize(), to.hiddenSize());
    require("embedding size", from.embeddingSize(), to.embeddingSize());
    require("reader of characters", from.embedding().characters(), to.embedding().characters());
    require("width of the last layer", from.units(from.layers() - 1), to.units(to.layers() - 1));
    require(
        "reading of both directions",
        from.recurrent().bidirectional(),
        to.recurrent().bidirectional());
    require(
        "number of heads",
        from.recurrent().headsOf(from.hiddenSize()),
        to.recurrent().headsOf(to.hiddenSize()));
    require("block", from.recurrent().block().kind(), to.recurrent().block().kind());
    require(
        "feed-forward size",
        from.recurrent().block().feedForwardSize(from.recurrentWidth()),
        to.recurrent().block().feedForwardSize(to.recurrentWidth()));
    require("architecture", from.architecture(), to.architecture());
    if (to.embedding().tied() && !from.embedding().tied()) {
      throw new DataException(
          "a model with a tied embedding cannot begin from one whose embedding and output layer"
              + " differ; set model.tied-embedding = false");
    }
  }

  private static void require(String what, Object from, Object to) {
    if (!from.equals(to)) {
      throw new DataException(
          Text.format("the model to begin from has another %s: %s, not %s", what, from, to));
    }
  }

  /** Tokens of an adaptive softmax are as wide as their cluster, so they cannot change it. */
  private void requireSameClusters() {
    OutputSpec before = from.spec().head().output();
    OutputSpec now = to.spec().head().output();
    boolean read =
        layers(from.spec(), to.spec()).contains(LayerNames.OUTPUT)
            || from.spec().embedding().tied() && !to.spec().oneHotInput();
    boolean same =
        before.cutoffs(from.vocabulary().size()).equals(now.cutoffs(to.vocabulary().size()))
            && from.vocabulary().fingerprint().equals(to.vocabulary().fingerprint())
            && from.spec().embedding().tied() == to.spec().embedding().tied();
    if (read && (before.adaptive() || now.adaptive()) && !same) {
      throw new DataException(
          "a model with an adaptive softmax begins from one with the same cutoffs, of the same"
              + " vocabulary and tied alike, since tokens of other clusters have vectors of another"
              + " width; set model.output and model.output-cutoffs as they were, or train anew");
    }
  }

  private void copy(String name) {
    Layer target = to.layer(name);
    if (name.equals(LayerNames.OUTPUT) && to.spec().head().output().adaptive()) {
      target.setParams(from.layer(name).params());
      return;
    }
    if (name.equals(LayerNames.EMBEDDING)) {
      embedding(target.getParam("W"));
      if (!to.spec().embedding().characters().none()) {
        reader(from.layer(name), target);
      }
    } else if (name.equals(LayerNames.OUTPUT)) {
      output(target);
    } else {
      recurrentOrDense(from.layer(name), target, to.spec().oneHotInput() && name.equals("layer-1"));
    }
  }

  /** A tied embedding is the output layer's weights, a column a token. */
  private void embedding(INDArray target) {
    INDArray vectors =
        from.spec().embedding().tied()
            ? from.layer(LayerNames.OUTPUT).getParam("W").transpose()
            : from.layer(LayerNames.EMBEDDING).getParam("W");
    rows(vectors, target, tokens);
  }

  /** Characters are matched as tokens are; filters and their biases are taken whole. */
  private void reader(Layer source, Layer target) {
    List<String> known = from.spec().head().reads().characters();
    IntStream symbols = IntStream.range(0, CharacterReader.known());
    IntStream characters =
        to.spec().head().reads().characters().stream()
            .mapToInt(
                each -> known.contains(each) ? known.indexOf(each) + CharacterReader.known() : NEW);
    int[] ids = IntStream.concat(symbols, characters).toArray();
    rows(source.getParam("C"), target.getParam("C"), ids);
    target.getParam("F").assign(source.getParam("F"));
    target.getParam("b").assign(source.getParam("b"));
  }

  private void output(Layer target) {
    int[] ids = to.spec().head().kind().hasClasses() ? classes() : tokens;
    Layer source = from.layer(LayerNames.OUTPUT);
    rows(source.getParam("W").transpose(), target.getParam("W").transpose(), ids);
    rows(
        source.getParam("b").reshape(source.getParam("b").length(), 1),
        target.getParam("b").reshape(target.getParam("b").length(), 1),
        ids);
    if (to.spec().head().isChain()) {
      transitions(source.getParam("T"), target.getParam("T"), ids);
    }
  }

  /** Tags are matched by name; the transitions of a tag that is new begin anew. */
  private static void transitions(INDArray known, INDArray transitions, int... ids) {
    for (int row = 0; row < ids.length + 2; row++) {
      int before = row < ids.length ? ids[row] : row - ids.length + known.columns();
      for (int tag = 0; tag < ids.length; tag++) {
        if (before != NEW && ids[tag] != NEW) {
          transitions.putScalar(row, tag, known.getDouble(before, ids[tag]));
        }
      }
    }
  }

  private int[] classes() {
    List<String> known = from.spec().head().reads().classes();
    return to.spec().head().reads().classes().stream().mapToInt(known::indexOf).toArray();
  }

  /**
   * @param byToken whether the layer reads one-hot tokens, so that its input weights have a row
   *     each
   */
  private void recurrentOrDense(Layer source, Layer target, boolean byToken) {
    for (Map.Entry<String, INDArray> parameter : target.paramTable().entrySet()) {
      String key = parameter.getKey();
      INDArray values = source.getParam(key);
      if (byToken && key.endsWith("W") && !key.endsWith("RW")) {
        INDArray into = parameter.getValue();
        long known = from.vocabulary().size();
        for (long at = 0;
            at * tokens.length < into.rows();
            at++) { // of each input that a step sees
          rows(part(values, at, known), part(into, at, tokens.length), tokens);
        }
      } else {
        parameter.getValue().assign(values);
      }
    }
  }

  /** Returns so many rows, after as many times so many. */
  private static INDArray part(INDArray all, long times, long rows) {
    return all.get(NDArrayIndex.interval(times * rows, (times + 1) * rows), NDArrayIndex.all());
  }

  /**
   * @param target a view, so that its rows are the network's own
   */
  private static void rows(INDArray source, INDArray target, int[] ids) {
    for (int row = 0; row < ids.length; row++) {
      if (ids[row] != NEW) {
        target.getRow(row).assign(source.getRow(ids[row]));
      }
    }
  }
}
