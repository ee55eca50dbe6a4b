package org.rnnlm.serve;

/**
 * Where a server listens, and how much it takes on.
 *
 * @param host that it is bound to
 * @param port that it is bound to; 0 for any free one
 * @param token that requests must carry; empty for none
 * @param lanes texts that are read and written side by side
 * @param limits of what is asked
 * @param graceSeconds that running requests have to end once the server is stopped
 */
public record ServeSpec(
    String host, int port, String token, int lanes, Limits limits, int graceSeconds) {
  public ServeSpec {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port is " + port + ", it must be from 0 to 65535");
    }
    if (lanes < 1) {
      throw new IllegalArgumentException("lanes are " + lanes + ", there must be at least 1");
    }
  }

  /**
   * What a request may ask for at most.
   *
   * @param bodyBytes of its body
   * @param tokens of a prompt and what follows it together
   * @param texts that it asks for, prompts times {@code n}
   * @param queue texts of all requests that wait for a lane
   * @param seconds until it is answered
   */
  public record Limits(int bodyBytes, int tokens, int texts, int queue, int seconds) {}
}
