package org.rnnlm.prep.text;

import java.util.Objects;

/**
 * What a cleaner made of an article.
 *
 * @param text lines as {@link TextCleaner} promises; empty when nothing readable was there
 * @param fallback whether the markup was too broken for the parser, so that it was only stripped of
 *     what looks like markup; worth counting
 */
public record CleanText(String text, boolean fallback) {

  public CleanText {
    Objects.requireNonNull(text, "text");
  }
}
