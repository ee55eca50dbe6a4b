package org.rnnlm.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.rnnlm.kernel.Bf16Choice;
import org.rnnlm.kernel.Cell;
import org.rnnlm.kernel.KernelChoice;
import org.rnnlm.kernel.KernelSpec;
import org.rnnlm.shard.TokenSequence;

/** Networks step as the published equations say, computed here in double precision. */
class OptimizerSpecTest {
  private static final int VOCABULARY = 31;
  private static final double RATE = 0.03;
  private static final int STEPS = 12;
  private static final ComputeSpec JAVA =
      new ComputeSpec(ComputeSpec.Layers.RNNLM, new KernelSpec(KernelChoice.JAVA, Bf16Choice.OFF));

  /** More parameters than a piece of work has. */
  private static final ModelSpec MODEL =
      ModelSpec.of(Cell.LSTM, 1, 17).with(EmbeddingSpec.trained(11));

  private static OptimizerSpec spec(Optimizer method, double momentum, double decay) {
    return new OptimizerSpec(method, 0.8, 0.95, momentum, decay);
  }

  private static List<OptimizerSpec> all() {
    return List.of(
        spec(Optimizer.ADAM, 0, 0),
        spec(Optimizer.ADAM, 0, 0.2),
        spec(Optimizer.ADAMW, 0, 0.2),
        spec(Optimizer.SGD, 0, 0),
        spec(Optimizer.SGD, 0.7, 0.2),
        spec(Optimizer.NESTEROV, 0.7, 0),
        spec(Optimizer.NESTEROV, 0.7, 0.2),
        spec(Optimizer.RMSPROP, 0, 0),
        spec(Optimizer.RMSPROP, 0.7, 0.2));
  }

  private static MultiLayerNetwork network(ModelSpec model, OptimizerSpec optimizer) {
    return Networks.create(model, VOCABULARY, optimizer, RATE, 3, JAVA);
  }

  private static DataSet batch(int step) {
    int[] tokens = new int[6];
    for (int i = 0; i < tokens.length; i++) {
      tokens[i] = 4 + (step * 7 + i * 5) % (VOCABULARY - 4);
    }
    return SequenceArrays.of(List.of(new TokenSequence(0, 1, tokens)), TokenInput.IDS, VOCABULARY);
  }

  /** Keeps the gradient that the optimizer is given. */
  private static final class Gradient extends BaseTrainingListener {
    private double[] values = {};

    @Override
    public void onGradientCalculation(Model model) {
      values = model.gradient().gradient().dup().data().asDouble();
    }
  }

  /** The equations, a parameter at a time. */
  private static final class Reference {
    private final OptimizerSpec spec;
    private final double[] weights;
    private final boolean[] decays;
    private final double[] first;
    private final double[] second;
    private int step;

    Reference(OptimizerSpec spec, double[] weights, boolean[] decays) {
      this.spec = spec;
      this.weights = weights;
      this.decays = decays;
      this.first = new double[weights.length];
      this.second = new double[weights.length];
    }

    void step(double[] gradient, double rate) {
      step++;
      for (int i = 0; i < weights.length; i++) {
        double decay = decays[i] ? spec.weightDecay() * weights[i] : 0;
        double g = gradient[i] + (spec.method() == Optimizer.ADAMW ? 0 : decay);
        double beside = spec.method() == Optimizer.ADAMW ? rate * decay : 0;
        weights[i] -= beside + rate * direction(i, g);
      }
    }

    private double direction(int i, double g) {
      double m = spec.momentum();
      return switch (spec.method()) {
        case ADAM, ADAMW -> {
          first[i] = spec.beta1() * first[i] + (1 - spec.beta1()) * g;
          second[i] = spec.beta2() * second[i] + (1 - spec.beta2()) * g * g;
          double mean = first[i] / (1 - Math.pow(spec.beta1(), step));
          double root = Math.sqrt(second[i] / (1 - Math.pow(spec.beta2(), step)));
          double correction = Math.sqrt(1 - Math.pow(spec.beta2(), step));
          yield mean / (root + 1e-8 / correction);
        }
        case SGD -> first[i] = m * first[i] + g;
        case NESTEROV -> {
          first[i] = m * first[i] + g;
          yield g + m * first[i];
        }
        case RMSPROP -> {
          second[i] = spec.beta2() * second[i] + (1 - spec.beta2()) * g * g;
          first[i] = m * first[i] + g / (Math.sqrt(second[i]) + 1e-8);
          yield first[i];
        }
      };
    }
  }

  /** All but rows of biases: told by shape, not by what the layers say of themselves. */
  private static boolean[] matrices(MultiLayerNetwork network) {
    boolean[] matrix = new boolean[Math.toIntExact(network.numParams())];
    int from = 0;
    for (Layer layer : network.getLayers()) {
      for (Map.Entry<String, INDArray> parameter : layer.paramTable().entrySet()) {
        int length = Math.toIntExact(parameter.getValue().length());
        boolean row = parameter.getValue().rank() == 1 || parameter.getValue().size(0) == 1;
        Arrays.fill(matrix, from, from + length, !row);
        from += length;
      }
    }
    assertThat(from).isEqualTo(matrix.length);
    return matrix;
  }

  @ParameterizedTest
  @MethodSource("all")
  void stepsAreThoseOfTheEquationsAlsoWhenTheRateChanges(OptimizerSpec spec) {
    MultiLayerNetwork network = network(MODEL, spec);
    assertThat(network.numParams()).isGreaterThan(2048);
    Gradient gradient = new Gradient();
    network.setListeners(gradient);
    Reference reference =
        new Reference(spec, network.params().dup().data().asDouble(), matrices(network));
    for (int step = 0; step < STEPS; step++) {
      double rate = step < STEPS / 2 ? RATE : RATE / 5;
      network.setLearningRate(rate);
      network.fit(batch(step));
      reference.step(gradient.values, rate);
    }
    double[] reached = network.params().data().asDouble();
    for (int i = 0; i < reached.length; i++) {
      assertThat(reached[i]).as("parameter %d", i).isCloseTo(reference.weights[i], within(2e-5));
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void itsStateHasSoManyValuesAParameterAndTheLossCountsNoDecay(OptimizerSpec spec) {
    MultiLayerNetwork network = network(MODEL, spec);
    INDArray state = network.getUpdater().getStateViewArray();
    assertThat(state == null ? 0 : state.length()).isEqualTo(spec.values() * network.numParams());
    network.fit(batch(0));
    MultiLayerNetwork plain = network(MODEL, OptimizerSpec.ADAM);
    plain.fit(batch(0));
    assertThat(network.score()).isEqualTo(plain.score());
  }

  @ParameterizedTest
  @MethodSource("all")
  void aNetworkTellsWhatItWasMadeWithAlsoAfterJson(OptimizerSpec spec) {
    MultiLayerConfiguration made = network(MODEL, spec).getLayerWiseConfigurations();
    MultiLayerConfiguration read = StoredConfiguration.parse(made.toJson(), "here");
    assertThat(read).isEqualTo(made);
    assertThat(OptimizerSpec.in(read)).isEqualTo(spec.plain());
    assertThat(spec.plain().values()).isEqualTo(spec.values());
  }

  @Test
  void adamWithDecayInTheGradientIsAnotherThanAdamW() {
    assertThat(spec(Optimizer.ADAM, 0, 0.2).plain())
        .isNotEqualTo(spec(Optimizer.ADAMW, 0, 0.2).plain());
    assertThat(spec(Optimizer.ADAMW, 0, 0).plain()).isEqualTo(spec(Optimizer.ADAM, 0, 0).plain());
  }

  /** Without a gradient decay is all that moves a weight. */
  @ParameterizedTest
  @EnumSource(Cell.class)
  void matricesOfEveryCellDecayAndBiasesDoNot(Cell cell) {
    ModelSpec model = ModelSpec.of(cell, 2, 5).with(EmbeddingSpec.trained(4));
    assertDecaysWhereMatricesAre(network(model, spec(Optimizer.ADAMW, 0, 0.5)));
    ModelSpec tied = ModelSpec.of(cell, 1, 6).with(EmbeddingSpec.tied(6));
    assertDecaysWhereMatricesAre(network(tied, spec(Optimizer.ADAMW, 0, 0.5)));
  }

  private static void assertDecaysWhereMatricesAre(MultiLayerNetwork network) {
    network.params().assign(1);
    boolean[] matrices = matrices(network);
    network.setListeners(
        new BaseTrainingListener() {
          @Override
          public void onGradientCalculation(Model model) {
            model.gradient().gradient().assign(0);
          }
        });
    network.fit(batch(0));
    double[] reached = network.params().data().asDouble();
    for (int i = 0; i < reached.length; i++) {
      assertThat(reached[i]).isCloseTo(matrices[i] ? 1 - RATE * 0.5 : 1, within(1e-6));
    }
  }

  @Test
  void frozenVectorsDoNotDecay() {
    ModelSpec frozen = ModelSpec.of(Cell.LSTM, 1, 5).with(EmbeddingSpec.frozen(4));
    MultiLayerNetwork network = network(frozen, spec(Optimizer.ADAMW, 0, 0.5));
    INDArray before = network.getLayer(0).params().dup();
    INDArray cells = network.getLayer(1).params().dup();
    network.fit(batch(0));
    assertThat(network.getLayer(0).params()).isEqualTo(before);
    assertThat(network.getLayer(1).params()).isNotEqualTo(cells);
  }

  @Test
  void whatCannotBeIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> spec(Optimizer.NESTEROV, 0, 0))
        .withMessageContaining("it must be above 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> spec(Optimizer.SGD, 1, 0))
        .withMessage("momentum is 1.0, it must be at least 0 and below 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OptimizerSpec.ADAM.decaying(-0.1))
        .withMessageContaining("weight decay is -0.1");
  }
}
