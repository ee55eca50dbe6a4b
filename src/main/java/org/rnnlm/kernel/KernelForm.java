package org.rnnlm.kernel;

import java.io.Serializable;
import java.util.Locale;
import java.util.Objects;

/**
 * How one layer is computed.
 *
 * @param path of a recurrent layer; an output layer has one only
 * @param precision of its products
 */
public record KernelForm(Path path, Precision precision) implements Serializable {
  public KernelForm {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(precision, "precision");
  }

  @Override
  public String toString() {
    return path.name().toLowerCase(Locale.ROOT) + " " + precision.name().toLowerCase(Locale.ROOT);
  }
}
