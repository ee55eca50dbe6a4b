package org.rnnlm.prep.steps;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.util.Optional;
import org.rnnlm.io.Hashes;

/**
 * A document's text as characters, or as the bytes that it is stored and sent as, or both. Most
 * steps of a job hand texts on without reading them: so the characters are made of the bytes, and
 * the bytes and the key of the characters, when they are first asked for. A task's own; the text
 * itself never changes.
 */
final class StoredText {
  private String characters; // null if not yet made
  private byte[] utf8; // null if not yet made, or if UTF-8 would lose halves of pairs
  private TextKey key; // null if not yet made

  StoredText(String characters) {
    this.characters = characters;
  }

  private StoredText(byte[] utf8) {
    this.utf8 = utf8;
  }

  String characters() {
    if (characters == null) {
      characters = new String(utf8, UTF_8);
    }
    return characters;
  }

  /** Returns what tells the text from all others. */
  TextKey key() {
    if (key == null) {
      key = encode() ? new TextKey(Hashes.bytes128(utf8)) : TextKey.of(characters);
    }
    return key;
  }

  /** Returns the key if it is known. */
  Optional<TextKey> knownKey() {
    return Optional.ofNullable(key);
  }

  /** Returns this text, whose key is known from before. */
  StoredText withKey(TextKey known) {
    key = known;
    return this;
  }

  /**
   * Writes the text as UTF-8, or where that would lose halves of pairs, as UTF-16 units; the length
   * tells by its sign.
   */
  void write(ObjectOutput out) throws IOException {
    if (encode()) {
      out.writeInt(utf8.length);
      out.write(utf8);
      return;
    }
    out.writeInt(-characters.length());
    out.writeChars(characters);
  }

  static StoredText read(ObjectInput in) throws IOException {
    int length = in.readInt();
    if (length >= 0) {
      byte[] utf8 = new byte[length];
      in.readFully(utf8);
      return new StoredText(utf8);
    }
    char[] units = new char[-length];
    for (int i = 0; i < units.length; i++) {
      units[i] = in.readChar();
    }
    return new StoredText(new String(units));
  }

  /** Makes the bytes, if they can hold the text; returns whether they do. */
  private boolean encode() {
    if (utf8 == null && isWhole(characters)) {
      utf8 = characters.getBytes(UTF_8);
    }
    return utf8 != null;
  }

  /** Returns whether every surrogate is half of a pair. */
  private static boolean isWhole(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
        continue;
      }
      i++;
      if (i == text.length() || !Character.isSurrogatePair(c, text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StoredText text && characters().equals(text.characters());
  }

  @Override
  public int hashCode() {
    return characters().hashCode();
  }

  @Override
  public String toString() {
    return characters();
  }
}
