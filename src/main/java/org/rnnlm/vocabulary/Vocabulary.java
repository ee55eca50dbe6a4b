package org.rnnlm.vocabulary;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import org.rnnlm.io.Hashes;

/**
 * The tokens that a model knows, each with its id and its count in the training split. Immutable.
 *
 * <p>Ids 0 to 3 are the specials, which no text can contain: padding, unknown, START and END. The
 * others follow by falling count, equal counts by the token's code units, so that the same counts
 * always give the same ids. Subwords are a token for each byte, then one for each merge in the
 * order they were learnt; they are written in the alphabet of bytes that {@link TokenizerJson} has.
 */
public final class Vocabulary {
  public static final int PADDING = 0;
  public static final int UNKNOWN = 1;
  public static final int START = 2;
  public static final int END = 3;

  /** How the specials are shown; as tokens they are told by their ids alone. */
  static final List<String> SPECIALS = List.of("<pad>", "<unk>", "<start>", "<end>");

  private final TokenSpec spec;
  private final List<Entry> entries;
  private final List<Merge> merges;
  private final TokenNumbers numbers; // of the tokens behind the specials, in their order
  private final String fingerprint;

  /**
   * A token and how often the training split holds it. The most frequent token comes first, and of
   * equal counts the one whose code units do.
   *
   * @param token the token's text
   * @param count occurrences; for the unknown token all that are in no other entry
   */
  public record Entry(String token, long count) implements Comparable<Entry>, Serializable {
    private static final Comparator<Entry> ORDER =
        Comparator.comparingLong(Entry::count).reversed().thenComparing(Entry::token);

    public Entry {
      Objects.requireNonNull(token, "token");
      if (count < 0) {
        throw new IllegalArgumentException("count of token '" + token + "' is " + count);
      }
    }

    @Override
    public int compareTo(Entry other) {
      return ORDER.compare(this, other);
    }
  }

  Vocabulary(TokenSpec spec, List<Entry> entries, List<Merge> merges) {
    this.spec = spec;
    this.entries = List.copyOf(entries);
    this.merges = List.copyOf(merges);
    this.numbers = new TokenNumbers();
    for (int id = SPECIALS.size(); id < entries.size(); id++) {
      if (numbers.number(entries.get(id).token()) != id - SPECIALS.size()) {
        throw new IllegalArgumentException("token '" + entries.get(id).token() + "' occurs twice");
      }
    }
    this.fingerprint = Hashes.sha256(VocabularyFile.identity(this));
  }

  /**
   * Returns the most frequent tokens.
   *
   * @param counts tokens of the training split with their counts, in any order; those below the
   *     minimum may be left out
   * @param tokens how many tokens the training split has
   * @param articles how many articles it has, which is END's count
   * @param size the largest number of tokens to keep, specials left out; 0 for no limit
   * @param minimumCount tokens that occur less often become unknown
   */
  public static Vocabulary of(
      TokenSpec spec,
      Collection<Entry> counts,
      long tokens,
      long articles,
      int size,
      long minimumCount) {
    if (spec.kind() == TokenKind.SUBWORDS) {
      throw new IllegalArgumentException("a vocabulary of subwords is made of merges");
    }
    List<Entry> kept =
        counts.stream()
            .filter(entry -> entry.count() >= minimumCount)
            .sorted()
            .limit(size == 0 ? Long.MAX_VALUE : size)
            .toList();
    long known = kept.stream().mapToLong(Entry::count).sum();
    return new Vocabulary(spec, withSpecials(kept, tokens - known, articles), List.of());
  }

  /**
   * Returns tokens in an order that another program gave them; how often they occur is not known.
   *
   * @param tokens without the specials, of any kind but subwords
   * @throws IllegalArgumentException if one occurs twice, or they are subwords
   */
  public static Vocabulary ofTokens(TokenSpec spec, List<String> tokens) {
    if (spec.kind() == TokenKind.SUBWORDS) {
      throw new IllegalArgumentException("a vocabulary of subwords is made of merges");
    }
    List<Entry> entries = tokens.stream().map(token -> new Entry(token, 0)).toList();
    return new Vocabulary(spec, withSpecials(entries, 0, 0), List.of());
  }

  /**
   * Subwords: every byte, and what merges make of them.
   *
   * @param merges as they were learnt from the training split
   * @param counts by id, how often the training split holds a token; ids that it lacks count as 0
   * @param articles how many articles it has, which is END's count
   * @throws IllegalArgumentException if a merge has parts that do not come before it
   */
  public static Vocabulary ofMerges(
      TokenSpec spec, List<Merge> merges, Map<Integer, Long> counts, long articles) {
    List<Entry> entries = new ArrayList<>();
    for (String token : Subwords.tokens(merges)) {
      entries.add(new Entry(token, counts.getOrDefault(Subwords.FIRST_BYTE + entries.size(), 0L)));
    }
    return new Vocabulary(spec, withSpecials(entries, 0, articles), merges);
  }

  /**
   * Returns the same tokens with other counts.
   *
   * @param counts by id, how often a training split holds a token; ids that it lacks count as 0
   * @param articles how many articles it has, which is END's count
   */
  public Vocabulary withCounts(Map<Integer, Long> counts, long articles) {
    List<Entry> counted = new ArrayList<>(entries.size());
    for (int id = 0; id < entries.size(); id++) {
      long count = id == END ? articles : counts.getOrDefault(id, 0L);
      counted.add(new Entry(entries.get(id).token(), count));
    }
    return new Vocabulary(spec, counted, merges);
  }

  private static List<Entry> withSpecials(List<Entry> tokens, long unknown, long articles) {
    List<Entry> entries = new ArrayList<>(tokens);
    entries.addAll(
        0,
        List.of(
            new Entry(SPECIALS.get(PADDING), 0),
            new Entry(SPECIALS.get(UNKNOWN), unknown),
            new Entry(SPECIALS.get(START), 0),
            new Entry(SPECIALS.get(END), articles)));
    return entries;
  }

  public TokenSpec spec() {
    return spec;
  }

  /** Returns how many ids there are, specials among them. */
  public int size() {
    return entries.size();
  }

  public List<Entry> entries() {
    return entries;
  }

  /** Returns what subwords are made of, in the order of ids; other tokens have no merges. */
  public List<Merge> merges() {
    return merges;
  }

  /** Returns the id of a token, {@link #UNKNOWN} where it is not in the vocabulary. */
  public int id(String token) {
    return id(token.toCharArray(), 0, token.length());
  }

  /**
   * Returns the id of a token that stands in a text, {@link #UNKNOWN} where it is not in the
   * vocabulary.
   */
  int id(char[] text, int start, int end) {
    int number = numbers.find(text, start, end);
    return number < 0 ? UNKNOWN : SPECIALS.size() + number;
  }

  /** Returns the id of a token, empty where it is not in the vocabulary. */
  public OptionalInt find(String token) {
    int id = id(token);
    return id == UNKNOWN ? OptionalInt.empty() : OptionalInt.of(id);
  }

  /** Returns the text of an id; a special's is its shown form, such as {@code <unk>}. */
  public String token(int id) {
    return entries.get(id).token();
  }

  /**
   * SHA-256 over the kind of tokens and the tokens in order, with their merges (not their counts):
   * equal fingerprints mean that ids are interchangeable.
   */
  public String fingerprint() {
    return fingerprint;
  }

  @Override
  public String toString() {
    return "vocabulary of " + size() + " " + spec.kind() + ", " + fingerprint.substring(0, 12);
  }
}
