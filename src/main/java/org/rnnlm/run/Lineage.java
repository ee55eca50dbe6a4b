package org.rnnlm.run;

import java.util.List;
import java.util.Objects;
import org.rnnlm.text.Text;

/**
 * {@code from.json} of a run that began with another's weights: which they were, and what became of
 * them. It also stands in {@code run.json}.
 *
 * @param given what was named: a run or a checkpoint
 * @param checkpoint that the weights are of
 * @param sha256 of that checkpoint's {@code MANIFEST.json}, which has the hashes of all its files
 * @param vocabulary fingerprint of the vocabulary that it was trained with
 * @param optimizer whether the optimizer went on with what it had gathered, too
 * @param layers whose weights were taken, by their names as in {@code train.freeze}
 * @param fresh layers that started anew
 * @param types tokens of the new vocabulary, the specials left out
 * @param matchedTypes those of them that the other vocabulary has
 * @param tokens of the training split
 * @param matchedTokens those of them whose type the other vocabulary has
 */
public record Lineage(
    String given,
    String checkpoint,
    String sha256,
    String vocabulary,
    boolean optimizer,
    List<String> layers,
    List<String> fresh,
    long types,
    long matchedTypes,
    long tokens,
    long matchedTokens) {
  public Lineage {
    Objects.requireNonNull(given, "given");
    Objects.requireNonNull(checkpoint, "checkpoint");
    Objects.requireNonNull(sha256, "sha256");
    Objects.requireNonNull(vocabulary, "vocabulary");
    layers = List.copyOf(layers);
    fresh = List.copyOf(fresh);
  }

  /** Returns the tokens that are known from before, for people. */
  public String matched() {
    return Text.format(
        "%,d of %,d tokens matched (%.1f %%), which are %.1f %% of the training split",
        matchedTypes, types, share(matchedTypes, types), share(matchedTokens, tokens));
  }

  /** Returns what was taken, for people. */
  public String taken() {
    return String.join(", ", layers)
        + (fresh.isEmpty() ? "" : "; new: " + String.join(", ", fresh))
        + (optimizer ? "; with the optimizer's state" : "");
  }

  private static double share(long part, long all) {
    return all == 0 ? 0 : 100.0 * part / all;
  }
}
