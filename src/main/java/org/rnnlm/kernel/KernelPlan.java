package org.rnnlm.kernel;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.rnnlm.text.Text;

/**
 * In which form each layer of a model is computed, as measured once for all who compute it.
 *
 * @param asked what precision was asked for
 * @param processor that it was measured on, as {@link OneDnn#description} tells it; empty if
 *     nothing was measured
 * @param layers what was chosen for which
 */
public record KernelPlan(Bf16Choice asked, String processor, List<Layer> layers)
    implements Serializable {
  /** Nothing measured: every layer in the form that always works. */
  public static final KernelPlan NONE = new KernelPlan(Bf16Choice.AUTO, "", List.of());

  /**
   * A kind of layer of the model.
   *
   * @param name what it computes: {@code LSTM 65 to 256}
   * @param chosen the form it is computed in
   * @param measured how long the forms took among which it was chosen; empty if there was one only
   */
  public record Layer(String name, KernelForm chosen, List<Timing> measured)
      implements Serializable {
    public Layer {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(chosen, "chosen");
      measured = List.copyOf(measured);
    }

    private String timings() {
      return measured.isEmpty()
          ? ""
          : measured.stream().map(Timing::toString).collect(Collectors.joining(", ", " (", ")"));
    }
  }

  /**
   * A form's forward and backward pass.
   *
   * @param form that was timed
   * @param milliseconds of the fastest of some turns
   */
  public record Timing(KernelForm form, double milliseconds) implements Serializable {
    public Timing {
      Objects.requireNonNull(form, "form");
    }

    @Override
    public String toString() {
      return Text.format("%s %.2f ms", form, milliseconds);
    }
  }

  public KernelPlan {
    Objects.requireNonNull(asked, "asked");
    Objects.requireNonNull(processor, "processor");
    layers = List.copyOf(layers);
  }

  static String name(RecurrentShape shape) {
    String heads = shape.heads() > 1 ? " in " + shape.heads() + " heads" : "";
    return shape.cell().title() + " " + shape.inputSize() + " to " + shape.hiddenSize() + heads;
  }

  static String name(SoftmaxShape shape) {
    return "softmax " + shape.hiddenSize() + " to " + shape.vocabularySize();
  }

  Optional<KernelForm> form(String name) {
    return layers.stream()
        .filter(layer -> layer.name().equals(name))
        .map(Layer::chosen)
        .findFirst();
  }

  /** Returns these forms as those of another processor. */
  public KernelPlan on(String another) {
    return new KernelPlan(asked, another, layers);
  }

  /** Returns whether there is nothing in it. */
  public boolean empty() {
    return layers.isEmpty();
  }

  /** Returns whether a layer is computed in bf16. */
  public boolean needsBf16() {
    return layers.stream().anyMatch(layer -> layer.chosen().precision() == Precision.BF16);
  }

  /** Returns a line a layer for people; empty if nothing was measured. */
  public List<String> lines() {
    return layers.stream()
        .map(layer -> layer.name() + ": " + layer.chosen() + layer.timings())
        .toList();
  }
}
