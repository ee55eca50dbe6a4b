package org.rnnlm.train;

import java.util.List;
import java.util.Objects;

/**
 * What one driver writes of its claim to a run: {@code claims/ID.json} in the run's folder.
 *
 * @param id of the claim, which no other claim has
 * @param claimant that makes it
 * @param since when it was made, by the claimant's clock; for people
 * @param holds whether the claimant has the run, and does not just ask for it
 * @param takenOver ids of the claims that this one ended
 */
record Claim(String id, Claimant claimant, String since, boolean holds, List<String> takenOver) {
  Claim {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(claimant, "claimant");
    Objects.requireNonNull(since, "since");
    takenOver = List.copyOf(takenOver);
  }

  Claim holding() {
    return new Claim(id, claimant, since, true, takenOver);
  }

  Claim over(List<String> others) {
    return new Claim(id, claimant, since, holds, others);
  }

  @Override
  public String toString() {
    return claimant + " since " + since;
  }
}
