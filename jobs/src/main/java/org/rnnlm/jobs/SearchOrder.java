package org.rnnlm.jobs;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Folder;
import org.rnnlm.io.Hashes;
import org.rnnlm.io.Json;

/**
 * The order in which the trials of a search begin. Those of a grid are shuffled: in its own order
 * trials of one kind come first, and as rungs are looked at before all have ended, more of them are
 * promoted than are among the best of all. The order stays with the search, so that it goes on as
 * it began; a search that began before there was such a file goes on in the grid's.
 *
 * @param trials their names
 */
record SearchOrder(List<String> trials) {
  static final String JSON = "order.json";

  SearchOrder {
    trials = List.copyOf(trials);
  }

  /**
   * Returns the order of a grid's trials, and keeps it where the search begins.
   *
   * @param names of the trials in the grid's order
   * @param runs names of all runs, by which it is told whether the search has begun
   * @throws DataException if the folder holds a search of other trials
   */
  static List<String> of(Folder target, List<String> names, List<String> runs, long seed) {
    if (target.exists(JSON)) {
      return kept(target, names);
    }
    if (runs.stream().anyMatch(run -> target.child(run).exists())) {
      return names;
    }
    List<String> order = shuffled(names, seed);
    target.write(JSON, Json.pretty(new SearchOrder(order)));
    return order;
  }

  /** Returns names in an order that follows from the seed and their number alone. */
  static List<String> shuffled(List<String> names, long seed) {
    return IntStream.range(0, names.size())
        .boxed()
        .sorted(Comparator.comparingLong(place -> Hashes.seed(seed, place)))
        .map(names::get)
        .toList();
  }

  private static List<String> kept(Folder target, List<String> names) {
    List<String> order =
        Json.read(target.readText(JSON), SearchOrder.class, target.location(JSON)).trials();
    if (order.size() != names.size() || !new HashSet<>(order).equals(new HashSet<>(names))) {
      throw new DataException(
          target.location(JSON)
              + " is the order of a search of other trials; go on with its settings, or give"
              + " another --output");
    }
    return order;
  }
}
