package org.rnnlm.train;

import org.rnnlm.io.DataException;

/** Another driver has taken the run over: this one must not write to it any more. */
public final class ClaimLostException extends DataException {
  private static final long serialVersionUID = 1L;

  ClaimLostException(String message) {
    super(message);
  }
}
