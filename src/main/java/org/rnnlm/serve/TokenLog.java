package org.rnnlm.serve;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.PriorityQueue;
import org.rnnlm.generate.TextLanes;
import org.rnnlm.vocabulary.GrowingText;
import org.rnnlm.vocabulary.Vocabulary;

/**
 * How likely a token was.
 *
 * @param token the text that it adds
 * @param logprob its natural log-probability, as the model itself has it
 * @param top the same of the likeliest tokens, the likeliest first, and of this one
 * @param offset where its text begins, in code points
 */
record TokenLog(String token, double logprob, Map<String, Double> top, int offset) {

  /**
   * @param before the text before the token, which is not changed
   * @param next the distribution that the token is from
   */
  static TokenLog of(GrowingText before, int id, double[] next, int count, int offset) {
    Map<String, Double> top = new LinkedHashMap<>();
    likeliest(next, count).stream()
        .sorted(Comparator.comparingDouble((Integer one) -> -next[one]))
        .forEach(one -> top.put(unlike(top, name(before, one), one), TextLanes.log(next[one])));
    String token = name(before, id);
    double log = TextLanes.log(next[id]);
    top.putIfAbsent(token, log);
    return new TokenLog(token, log, top, offset);
  }

  /**
   * Returns a name that no likelier token has: a line's end and END, for example, add the same
   * text.
   */
  private static String unlike(Map<String, Double> others, String name, int id) {
    if (!others.containsKey(name)) {
      return name;
    }
    return id == Vocabulary.END ? "<end>" : "token:" + id;
  }

  private static PriorityQueue<Integer> likeliest(double[] next, int count) {
    PriorityQueue<Integer> best =
        new PriorityQueue<>(
            Comparator.comparingDouble((Integer id) -> next[id])
                .thenComparing(Comparator.reverseOrder()));
    for (int id = 0; id < next.length && count > 0; id++) {
      best.add(id);
      if (best.size() > count) {
        best.remove();
      }
    }
    return best;
  }

  private static String name(GrowingText before, int id) {
    return id < Vocabulary.END ? new String[] {"<pad>", "<unk>", "<start>"}[id] : before.peek(id);
  }
}
