package org.rnnlm.vocabulary;

import com.ibm.icu.text.Normalizer2;

/** Which of several ways to write the same characters a text is brought to before it is cut. */
public enum Normalization {
  /** The text stays as it is. */
  NONE {
    @Override
    public String of(String text) {
      return text;
    }
  },
  /** Unicode's normalization form C: an e and its accent become é (Standard Annex 15). */
  NFC {
    @Override
    public String of(String text) {
      return Normalizer2.getNFCInstance().normalize(text);
    }
  };

  /** Returns the text in this form; one that has it already stays the same. */
  public abstract String of(String text);
}
