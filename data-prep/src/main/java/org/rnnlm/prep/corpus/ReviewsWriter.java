package org.rnnlm.prep.corpus;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.rnnlm.text.Text;

/** Writes {@link Reviews} as JSON lines: {@code id}, {@code text}, {@code label}, {@code truth}. */
public final class ReviewsWriter {
  private ReviewsWriter() {}

  /**
   * @param count how many
   * @param out not closed
   * @return how many of them are labelled as what they say, which is the most that anyone can get
   *     right
   */
  public static long write(long count, long seed, OutputStream out) throws IOException {
    Reviews reviews = new Reviews(seed);
    long right = 0;
    for (long id = 0; id < count; id++) {
      Review review = reviews.next();
      right += review.positive() == review.labelledPositive() ? 1 : 0;
      String line =
          Text.format(
              "{\"id\":%d,\"label\":\"%s\",\"truth\":\"%s\",\"text\":\"%s\"}\n",
              id, name(review.labelledPositive()), name(review.positive()), review.text());
      out.write(line.getBytes(StandardCharsets.UTF_8)); // the texts hold nothing to be escaped
    }
    return right;
  }

  private static String name(boolean positive) {
    return positive ? "positive" : "negative";
  }
}
