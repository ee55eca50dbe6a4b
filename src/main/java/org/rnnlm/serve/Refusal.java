package org.rnnlm.serve;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A request that gets no answer but an error, as OpenAI's interface writes one. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String type;
  private final String parameter; // empty where none is to blame
  private final String code;

  private Refusal(int status, String type, String parameter, String code, String message) {
    super(message, null, false, false);
    this.status = status;
    this.type = type;
    this.parameter = parameter;
    this.code = code;
  }

  static Refusal of(String parameter, String message) {
    return new Refusal(400, "invalid_request_error", parameter, "invalid_value", message);
  }

  static Refusal tooLong(String parameter, String message) {
    return new Refusal(400, "invalid_request_error", parameter, "context_length_exceeded", message);
  }

  static Refusal notAuthorized() {
    return new Refusal(
        401,
        "invalid_request_error",
        "",
        "invalid_api_key",
        "this server asks for its token: send the header Authorization: Bearer TOKEN");
  }

  static Refusal forbidden(String message) {
    return new Refusal(403, "invalid_request_error", "", "forbidden", message);
  }

  static Refusal notFound(String parameter, String message) {
    return new Refusal(404, "invalid_request_error", parameter, "not_found", message);
  }

  static Refusal notAllowed(String method, String allowed) {
    return new Refusal(
        405,
        "invalid_request_error",
        "",
        "method_not_allowed",
        "this path takes " + allowed + ", not " + method);
  }

  static Refusal tooLarge(long bytes) {
    return new Refusal(
        413,
        "invalid_request_error",
        "",
        "body_too_large",
        "the body may have " + bytes + " bytes at most");
  }

  static Refusal busy() {
    return new Refusal(
        429, "rate_limit_error", "", "queue_full", "too many requests wait; try again later");
  }

  static Refusal failed() {
    return new Refusal(500, "server_error", "", "internal_error", "the server failed; see its log");
  }

  static Refusal unavailable(String code, String message) {
    return new Refusal(503, "server_error", "", code, message);
  }

  int status() {
    return status;
  }

  /** Returns OpenAI's error object. */
  ObjectNode json() {
    ObjectNode error = JsonNodeFactory.instance.objectNode();
    error.put("message", getMessage()).put("type", type);
    error.put("param", parameter.isEmpty() ? null : parameter).put("code", code);
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.set("error", error);
    return json;
  }
}
