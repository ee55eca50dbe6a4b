package org.rnnlm.prep.steps;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.rnnlm.text.Text;

/**
 * What lies in the folders of the input and is not read, or not read again.
 *
 * @param byReason {@code hidden} (a name that begins with a full stop or an underscore), {@code
 *     index} (of a multistream dump), {@code subfolder}, {@code unreachable} (a link to nothing)
 *     and {@code given-twice} (a file that several of the paths stand for, which is read once)
 */
public record PassedOver(SortedMap<String, Entries> byReason) {
  private static final int NAMES = 10;

  /**
   * Files or folders.
   *
   * @param count all of them
   * @param names of the first few, without their folder
   */
  public record Entries(long count, List<String> names) {
    public Entries {
      names = List.copyOf(names);
    }

    private Entries and(String name) {
      List<String> more = new ArrayList<>(names);
      if (more.size() < NAMES) {
        more.add(name);
      }
      return new Entries(count + 1, more);
    }

    @Override
    public String toString() {
      return names + (names.size() < count ? " and others" : "");
    }
  }

  static final String HIDDEN = "hidden";
  static final String INDEX = "index";
  static final String SUBFOLDER = "subfolder";
  static final String UNREACHABLE = "unreachable";
  static final String GIVEN_TWICE = "given-twice";

  public PassedOver {
    byReason = new TreeMap<>(byReason);
  }

  static PassedOver nothing() {
    return new PassedOver(new TreeMap<>());
  }

  PassedOver and(String reason, String name) {
    SortedMap<String, Entries> more = new TreeMap<>(byReason);
    more.put(reason, more.getOrDefault(reason, new Entries(0, List.of())).and(name));
    return new PassedOver(more);
  }

  public boolean isEmpty() {
    return byReason.isEmpty();
  }

  /** Returns the number of each kind, and the names of the first few. */
  @Override
  public String toString() {
    return byReason.entrySet().stream().map(PassedOver::shown).collect(Collectors.joining(", "));
  }

  private static String shown(Map.Entry<String, Entries> entry) {
    return Text.format("%d %s %s", entry.getValue().count(), entry.getKey(), entry.getValue());
  }
}
