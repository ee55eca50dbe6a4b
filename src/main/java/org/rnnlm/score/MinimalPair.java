package org.rnnlm.score;

import java.util.Objects;
import java.util.Optional;

/**
 * Two sentences that differ in one point, on account of which one is acceptable and the other is
 * not (BLiMP: Warstadt et al., Transactions of the ACL 8, 2020, arXiv 1912.00582).
 *
 * @param good the acceptable one
 * @param bad the other one
 * @param paradigm what they are an example of, BLiMP's {@code UID}
 * @param phenomenon what paradigms have in common, BLiMP's {@code linguistics_term}
 * @param field of linguistics, BLiMP's {@code field}
 */
public record MinimalPair(
    String good,
    String bad,
    Optional<String> paradigm,
    Optional<String> phenomenon,
    Optional<String> field) {
  public MinimalPair {
    Objects.requireNonNull(good, "good");
    Objects.requireNonNull(bad, "bad");
    Objects.requireNonNull(paradigm, "paradigm");
    Objects.requireNonNull(phenomenon, "phenomenon");
    Objects.requireNonNull(field, "field");
  }
}
