package org.rnnlm.checkpoint;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rnnlm.text.Text;

/**
 * What a checkpoint's folder is called: {@code round-000120}, and what is known of it when it is
 * written, {@code round-000120-lstm-2x256-epoch-03-loss-1.5385}.
 *
 * @param round it was written after
 * @param label lower-case letters, digits, dots and hyphens; empty for none
 */
public record CheckpointName(int round, String label) implements Comparable<CheckpointName> {
  private static final Pattern LABEL = Pattern.compile("[a-z0-9][a-z0-9.-]*");
  private static final Pattern NAME = Pattern.compile("round-(\\d{6,10})(?:-(" + LABEL + "))?");

  public CheckpointName {
    if (round < 0) {
      throw new IllegalArgumentException("round is " + round + ", it must be at least 0");
    }
    if (!label.isEmpty() && !LABEL.matcher(label).matches()) {
      throw new IllegalArgumentException(
          "label is '" + label + "', it must be of a-z, 0-9, dots and hyphens");
    }
  }

  /** Makes a name without a label. */
  public CheckpointName(int round) {
    this(round, "");
  }

  static Optional<CheckpointName> parse(String folder) {
    Matcher name = NAME.matcher(folder);
    if (!name.matches() || Long.parseLong(name.group(1)) > Integer.MAX_VALUE) {
      return Optional.empty();
    }
    String label = name.group(2) == null ? "" : name.group(2);
    return Optional.of(new CheckpointName(Integer.parseInt(name.group(1)), label));
  }

  /** Compares by round, then by label. */
  @Override
  public int compareTo(CheckpointName other) {
    return Comparator.comparingInt(CheckpointName::round)
        .thenComparing(CheckpointName::label)
        .compare(this, other);
  }

  /** Returns the folder's name. */
  @Override
  public String toString() {
    return Text.format("round-%06d", round) + (label.isEmpty() ? "" : "-" + label);
  }
}
