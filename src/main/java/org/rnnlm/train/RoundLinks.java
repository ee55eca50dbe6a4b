package org.rnnlm.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * The links of an epoch's rounds, one after the other. Where rows wait, and processes are several,
 * what travels is what each round came to, and now and then everything.
 */
final class RoundLinks implements AutoCloseable {
  /**
   * After so many rounds everything travels, so that a new process has not too much to catch up.
   */
  private static final int MOST_ROUNDS = 64;

  private final JavaSparkContext spark;
  private final String run;
  private Optional<Broadcast<PatchedLink.Whole>> whole = Optional.empty();
  private final List<Broadcast<PatchedLink.Came>> since = new ArrayList<>();

  /**
   * @param run whose rounds they are
   */
  RoundLinks(JavaSparkContext spark, String run) {
    this.spark = spark;
    this.run = run;
  }

  /** Returns that of the next round; it is closed at the round's end. */
  RoundLink next(RoundStart start) {
    if (spark.isLocal() || !start.rows().any()) {
      return RoundLink.of(spark, start);
    }
    if (since.size() == MOST_ROUNDS) {
      close();
    }
    Broadcast<PatchedLink.Whole> base =
        whole.orElseGet(() -> spark.broadcast(new PatchedLink.Whole(start.state(), start.rows())));
    whole = Optional.of(base);
    return new PatchedLink(run, start.withoutValues(), base, since);
  }

  /** Is told what the round came to whose link was the last one. */
  void came(RoundMean mean, int steps) {
    if (whole.isPresent()) {
      since.add(spark.broadcast(new PatchedLink.Came(mean, steps)));
    }
  }

  @Override
  public void close() {
    whole.ifPresent(Broadcast::destroy);
    since.forEach(Broadcast::destroy);
    whole = Optional.empty();
    since.clear();
  }
}
