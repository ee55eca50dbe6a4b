package org.rnnlm.exchange;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rnnlm.io.DataException;
import org.rnnlm.text.Text;

/**
 * Brings the names that tensors of PyTorch's language models have to those of its example of one:
 * {@code encoder}, {@code rnn} and {@code decoder}. What all names begin with, such as {@code
 * module.}, is left out.
 */
final class TorchNames {
  private static final Pattern FIRST = Pattern.compile("((?:.*\\.)?)([^.]+)\\.weight_ih_l0");
  private static final Pattern RECURRENT =
      Pattern.compile("(weight_ih|weight_hh|bias_ih|bias_hh|weight_peephole)_l(0|[1-9]\\d?)");
  private static final List<String> EMBEDDINGS =
      List.of("encoder", "embedding", "embeddings", "embed", "emb");
  private static final List<String> OUTPUTS =
      List.of(
          "decoder",
          "output",
          "out",
          "linear",
          "fc",
          "head",
          "lm_head",
          "adaptive_softmax",
          "adaptive");

  private TorchNames() {}

  /**
   * Returns tensors by the names of PyTorch's example.
   *
   * @param origin the file, for messages
   * @throws DataException naming a tensor that no such model has, or that it has twice
   */
  static Map<String, Tensor> canonical(Map<String, Tensor> tensors, String origin) {
    List<Matcher> first =
        tensors.keySet().stream().map(FIRST::matcher).filter(Matcher::matches).toList();
    if (first.size() != 1) {
      throw new DataException(
          Text.format(
              "%s has %s tensor '….weight_ih_l0'; a language model has one stack of recurrent"
                  + " layers: encoder.weight, rnn.weight_ih_l0, rnn.weight_hh_l0, …,"
                  + " decoder.weight, decoder.bias",
              origin, first.isEmpty() ? "no" : "more than one"));
    }
    String prefix = first.get(0).group(1);
    String stack = first.get(0).group(2);
    Map<String, Tensor> named = new LinkedHashMap<>();
    for (Tensor tensor : tensors.values()) {
      String rest = tensor.name();
      Optional<String> name =
          rest.startsWith(prefix)
              ? canonical(rest.substring(prefix.length()), stack)
              : Optional.empty();
      String canonical = name.orElseThrow(() -> strange(tensor.name(), origin));
      if (named.put(canonical, tensor.named(canonical)) != null) {
        throw new DataException(
            Text.format(
                "%s has two tensors that are the %s of a language model", origin, canonical));
      }
    }
    return named;
  }

  private static Optional<String> canonical(String name, String stack) {
    int dot = name.lastIndexOf('.');
    String module = dot < 0 ? "" : name.substring(0, dot);
    String parameter = name.substring(dot + 1);
    if (module.equals(stack)) {
      return Optional.of(TorchWeights.RECURRENT + "." + parameter)
          .filter(known -> RECURRENT.matcher(parameter).matches());
    }
    int first = name.indexOf('.');
    if (first > 0 && OUTPUTS.contains(name.substring(0, first))) {
      String within = name.substring(first + 1);
      if (TorchClusters.PARAMETERS.matcher(within).matches()) {
        return Optional.of(TorchWeights.OUTPUT + "." + within);
      }
    }
    if (EMBEDDINGS.contains(module) && parameter.equals("weight")) {
      return Optional.of(TorchWeights.EMBEDDING);
    }
    boolean output = OUTPUTS.contains(module) && List.of("weight", "bias").contains(parameter);
    return output ? Optional.of(TorchWeights.OUTPUT + "." + parameter) : Optional.empty();
  }

  private static DataException strange(String name, String origin) {
    String reason =
        "no language model of an embedding, recurrent layers and an output layer has it";
    if (name.contains(TorchWeights.REVERSE)) {
      reason = "a model that reads both ways would have seen the token it is to predict";
    } else if (name.contains("weight_hr_l")) {
      reason = "rnnlm's LSTM has no projection of its output (proj_size)";
    } else if (name.contains(TorchWeights.SOURCE + ".")) {
      reason = "encoders and decoders are not imported, language models are";
    } else if (name.contains(TorchWeights.DENSE + ".")) {
      reason = "models with a dense layer, which sum up a text, are not imported";
    }
    return new DataException(Text.format("%s has a tensor '%s': %s", origin, name, reason));
  }
}
