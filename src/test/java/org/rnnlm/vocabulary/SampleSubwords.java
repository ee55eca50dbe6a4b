package org.rnnlm.vocabulary;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Subwords learnt from texts in many scripts, and such texts. */
final class SampleSubwords {
  static final String TEXT =
      "The sailors' boats weren't here; it's 1984 and they've 3.14 of 1,000 (or ½)…\n"
          + "Die Straße führt über die Brücke nach Żółw. Être ou ne pas être, ça dépend.\n"
          + "Η θάλασσα, Ο ΔΡΟΜΟΣ ΤΟΥΣ. Съешь ещё этих мягких французских булок.\n"
          + "中国人民喜欢北京。私は日本語を話します。한국어 문장입니다.\n"
          + "ภาษาไทยไม่มีช่องว่าง हिन्दी में लिखा वाक्य। اللغة العربية ٣٤ עִבְרִית\n"
          + "emoji 😀👨‍👩‍👧🇩🇪 𝄞 and math ∑√x² = ½; tabs\tand  double   spaces,\r\n\r\n\n lines.\n"
          + "e\u0301te\u0301 İstanbul ǅ \u00A0\u3000\u2028 ﬁn \u200B\u200D \uFFFD \u0000\u007F <pad> <unk> <end>\n";

  private static final int[][] RANGES = {
    {0, 0x7F},
    {0x20, 0x7E},
    {0xA0, 0x24F},
    {0x300, 0x36F},
    {0x370, 0x52F},
    {0x590, 0x6FF},
    {0x900, 0x97F},
    {0xE00, 0xE7F},
    {0x2000, 0x206F},
    {0x3040, 0x30FF},
    {0x4E00, 0x4FFF},
    {0xAC00, 0xAFFF},
    {0x1D400, 0x1D7FF},
    {0x1F300, 0x1F64F}
  };

  private SampleSubwords() {}

  static Vocabulary learnt(TokenSpec spec, int merges) {
    Map<String, Long> words = new HashMap<>();
    Tokenizer.of(spec).tokens(TEXT).forEach(word -> words.merge(word, 1L, Long::sum));
    List<Vocabulary.Entry> counts =
        words.entrySet().stream()
            .map(word -> new Vocabulary.Entry(word.getKey(), word.getValue()))
            .toList();
    return Vocabulary.ofMerges(spec, MergeLearner.learn(counts, merges, 1), Map.of(), 1);
  }

  /** A text of pieces of {@link #TEXT} and random characters of several scripts. */
  static String random(SplittableRandom random) {
    StringBuilder text = new StringBuilder();
    for (int piece = random.nextInt(20); piece >= 0; piece--) {
      if (random.nextInt(3) > 0) {
        int from = random.nextInt(TEXT.length());
        text.append(TEXT, from, Math.min(TEXT.length(), from + random.nextInt(15)));
      } else {
        int[] range = RANGES[random.nextInt(RANGES.length)];
        text.appendCodePoint(random.nextInt(range[0], range[1] + 1));
      }
    }
    return wellFormed(text);
  }

  /** Without the halves of characters that were cut. */
  private static String wellFormed(CharSequence text) {
    return text.codePoints()
        .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
