package org.rnnlm.model;

/** What a model is made to do. */
public enum Architecture {
  /** Predicts the next token of one text. */
  LANGUAGE_MODEL,
  /**
   * Reads a source with one recurrent network and writes the target with another, which begins in
   * the state the first one ended in (Sutskever et al., arXiv 1409.3215; Cho et al., arXiv
   * 1406.1078). Source and target share vocabulary and embedding. Trained by teacher forcing: the
   * decoder reads the true target.
   */
  ENCODER_DECODER
}
