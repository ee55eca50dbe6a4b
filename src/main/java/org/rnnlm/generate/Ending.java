package org.rnnlm.generate;

/** Why a text that a model wrote is over. */
public enum Ending {
  /** It has as many tokens as it was to have. */
  LENGTH,
  /** The model ended the article or the sentence. */
  END,
  /** One of the texts that it was to stop at came. */
  STOP
}
