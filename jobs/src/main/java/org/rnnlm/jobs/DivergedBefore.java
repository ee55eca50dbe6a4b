package org.rnnlm.jobs;

import java.util.Optional;
import org.rnnlm.io.Folder;

/**
 * A trial that diverged when it was trained before. It would again, since the same settings come to
 * the same numbers, and so a search that goes on does not train it anew.
 */
final class DivergedBefore extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The file in the trial's folder that says so, and why. */
  private static final String FILE = "diverged.txt";

  private DivergedBefore(String reason) {
    super(reason);
  }

  /** Keeps in a trial's folder that it diverged, and why it did so first. */
  static void keep(Folder place, String reason) {
    if (!place.exists(FILE)) {
      place.write(FILE, reason + "\n");
    }
  }

  /** Returns that a trial diverged before, if it did. */
  static Optional<DivergedBefore> in(Folder place) {
    return place.exists(FILE)
        ? Optional.of(
            new DivergedBefore(
                place.readText(FILE).strip()
                    + " (told before, by "
                    + place.location(FILE)
                    + "; delete it to train this again)"))
        : Optional.empty();
  }
}
