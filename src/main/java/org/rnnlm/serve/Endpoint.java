package org.rnnlm.serve;

import java.io.IOException;

/** What answers the requests of a path. */
interface Endpoint {
  /**
   * @throws Refusal of a request that gets no answer
   * @throws IOException if the client is gone
   */
  void answer(Exchange exchange) throws IOException, InterruptedException;
}
