package org.rnnlm.exchange;

import java.util.Optional;

/** Writes the weights of a model in one format. */
interface Export {
  /** Returns why the format cannot hold the model, or nothing if it can. */
  Optional<String> lacks(Source source);

  /**
   * Writes the weights and reads them back.
   *
   * @return what computes with what was read
   */
  Proof.Reader write(Source source, PortableModel model, ExportFolder folder);
}
