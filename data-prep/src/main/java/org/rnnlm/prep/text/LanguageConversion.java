package org.rnnlm.prep.text;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the marks by which a wiki in several scripts says what each shows, {@code
 * -{zh-hans:计算机;zh-hant:電腦}-}, as one reader: of the variants that a mark names, the first of the
 * language's list below, or else the first it names. What only defines a conversion (flag {@code
 * H}), names the page (T), takes a conversion back ({@code -}) or describes one (D, N) shows
 * nothing; text that is kept from conversion ({@code -{text}-}, R) shows itself. All other text
 * stays as it is written. Immutable.
 */
final class LanguageConversion {

  /** Marks in marks that are told apart: pages have two at most, and time goes with it. */
  private static final int DEEPEST = 20;

  private static final Map<String, List<String>> FIRST =
      Map.ofEntries(
          Map.entry("zh", List.of("zh-cn", "zh-hans", "zh-sg", "zh-my", "zh")),
          Map.entry("gan", List.of("gan-hans", "gan")),
          Map.entry("sr", List.of("sr-ec", "sr-cyrl", "sr")),
          Map.entry("sh", List.of("sh-latn", "sh")),
          Map.entry("kk", List.of("kk-cyrl", "kk-kz", "kk")),
          Map.entry("ku", List.of("ku-latn", "ku")),
          Map.entry("iu", List.of("ike-cans", "iu")),
          Map.entry("tg", List.of("tg-cyrl", "tg")),
          Map.entry("uz", List.of("uz-latn", "uz")),
          Map.entry("shi", List.of("shi-latn", "shi")),
          Map.entry("zgh", List.of("zgh")),
          Map.entry("crh", List.of("crh-latn", "crh")),
          Map.entry("ban", List.of("ban")),
          Map.entry("mni", List.of("mni")),
          Map.entry("tly", List.of("tly")),
          Map.entry("wuu", List.of("wuu-hans", "wuu")));

  private static final Set<String> FLAGS =
      Set.of("", "a", "d", "e", "h", "n", "r", "s", "t", "+", "-");
  private static final Set<String> HIDING = Set.of("h", "t", "-", "d", "n");

  private final List<String> first;
  private final Pattern variant;
  private final Pattern rule;

  /**
   * @param language of the wiki; one that is written in a single script has no marks
   */
  LanguageConversion(String language) {
    String base = language.toLowerCase(Locale.ROOT).split("-", 2)[0];
    this.first = FIRST.getOrDefault(base, List.of());
    String codes = (base.equals("iu") ? "(?:iu|ike)" : base) + "(?:-[a-z]+)?";
    this.variant = Pattern.compile(codes);
    this.rule = Pattern.compile("(?:.*=>)?\\s*+(" + codes + ")\\s*+:(.*)", Pattern.DOTALL);
  }

  /** Returns the markup with each mark replaced by what it shows; one without its end stays. */
  String shown(String markup) {
    if (first.isEmpty() || !markup.contains("-{")) {
      return markup;
    }
    StringBuilder out = new StringBuilder(markup.length());
    Deque<Integer> open = new ArrayDeque<>();
    int templates = 0; // open ones in the innermost mark, whose end may look like a mark's
    for (int i = 0; i < markup.length(); ) {
      boolean opens =
          open.size() < DEEPEST && markup.startsWith("-{", i) && !markup.startsWith("{", i + 2);
      if (opens) {
        open.push(out.length());
        templates = 0;
      }
      if (!opens && markup.startsWith("{{", i)) {
        templates++;
      } else if (templates > 0 && markup.startsWith("}}", i)) {
        templates--;
      } else if (!opens && !open.isEmpty() && markup.startsWith("}-", i)) {
        int start = open.pop();
        String inner = out.substring(start + 2);
        out.setLength(start);
        out.append(choice(inner));
        templates = 0;
        i += 2;
        continue;
      } else if (!opens) {
        out.append(markup.charAt(i++));
        continue;
      }
      out.append(markup, i, i + 2);
      i += 2;
    }
    return out.toString();
  }

  private String choice(String inner) {
    int bar = inner.indexOf('|');
    Set<String> flags = bar < 0 ? Set.of() : flags(inner.substring(0, bar));
    boolean noFlags = flags.stream().anyMatch(flag -> !isFlag(flag));
    if (noFlags) {
      return byRules(inner);
    }
    String rules = inner.substring(bar + 1);
    if (flags.stream().anyMatch(HIDING::contains)) {
      return "";
    }
    boolean raw = flags.contains("r") || flags.stream().anyMatch(this::isVariant);
    return raw ? rules.strip() : byRules(rules);
  }

  private static Set<String> flags(String list) {
    Set<String> flags = new HashSet<>();
    for (String flag : list.split(";")) {
      flags.add(flag.strip().toLowerCase(Locale.ROOT));
    }
    return flags;
  }

  private boolean isFlag(String flag) {
    return FLAGS.contains(flag) || isVariant(flag);
  }

  private boolean isVariant(String flag) {
    return variant.matcher(flag).matches();
  }

  private String byRules(String rules) {
    Map<String, String> texts = new LinkedHashMap<>();
    String last = "";
    for (String piece : rules.split(";")) {
      Matcher matcher = rule.matcher(piece);
      if (matcher.matches()) {
        last = matcher.group(1);
        texts.put(last, matcher.group(2));
      } else if (!piece.isBlank()) {
        if (last.isEmpty()) {
          return rules.strip(); // no rules, but text
        }
        texts.merge(last, ";" + piece, String::concat); // of an entity, such as &nbsp;
      }
    }
    if (texts.isEmpty()) {
      return rules.strip();
    }
    return first.stream()
        .filter(texts::containsKey)
        .findFirst()
        .map(texts::get)
        .orElseGet(() -> texts.values().iterator().next())
        .strip();
  }
}
