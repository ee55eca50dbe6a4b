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
    if (graceSeconds < 0) {
      throw new IllegalArgumentException(
          "the grace time is " + graceSeconds + " seconds, it must be at least 0");
    }
  }

  /**
   * Returns the address of its page.
   *
   * @param bound the port that it listens on
   */
  public String address(int bound) {
    String name = host.contains(":") ? "[" + host + "]" : host; // IPv6's
    return "http://" + name + ":" + bound + "/";
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
  public record Limits(int bodyBytes, int tokens, int texts, int queue, int seconds) {
    public Limits {
      require("bytes of a body", bodyBytes, 1);
      require("tokens", tokens, 1);
      require("texts", texts, 1);
      require("waiting texts", queue, 0);
      require("seconds", seconds, 1);
    }

    private static void require(String what, int most, int least) {
      if (most < least) {
        throw new IllegalArgumentException(
            "the limit of " + what + " is " + most + ", it must be at least " + least);
      }
    }
  }
}
