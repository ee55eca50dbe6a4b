package org.rnnlm.prep.records;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Bytes that should be text. */
final class Utf8 {
  private Utf8() {}

  /** Returns their text, nothing where they are no UTF-8. */
  static Optional<String> decoded(byte[] bytes) {
    return decoded(bytes, bytes.length);
  }

  /**
   * @param length bytes that count
   */
  static Optional<String> decoded(byte[] bytes, int length) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
