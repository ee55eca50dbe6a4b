package org.rnnlm.vocabulary;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * The text of tokens that come one after the other, told as soon as it cannot change any more: what
 * all calls return is together what {@link Codec#decode} makes of all tokens. Of subwords, a
 * character that several tokens have the bytes of is told with its last byte.
 */
public final class GrowingText {
  private static final int LONGEST_CHARACTER = 4; // bytes of UTF-8

  private final Vocabulary vocabulary;
  private final TokenKind kind;
  private final WordJoiner words = new WordJoiner();
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);
  private byte[] held = {}; // the beginning of a character

  public GrowingText(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
    this.kind = vocabulary.spec().kind();
  }

  /** Returns what the next token adds to the text; nothing while a character is not whole. */
  public String add(int id) {
    String token = shown(id);
    return switch (kind) {
      case CHARACTERS, GRAPHEMES -> token;
      case WORDS -> words.add(token);
      case SUBWORDS -> bytes(ByteAlphabet.bytes(token), false);
    };
  }

  /** Returns what {@link #add} would return, but for the beginning of a character, as U+FFFD. */
  public String peek(int id) {
    String token = shown(id);
    return switch (kind) {
      case CHARACTERS, GRAPHEMES -> token;
      case WORDS -> words.peek(token);
      case SUBWORDS -> peekBytes(ByteAlphabet.bytes(token));
    };
  }

  /** Returns whether a character has begun that is not whole yet. */
  public boolean isWithinCharacter() {
    return held.length > 0;
  }

  /** Returns what is left where no token follows: U+FFFD for a character cut short. */
  public String end() {
    return bytes(new byte[0], true);
  }

  private String shown(int id) {
    return id == Vocabulary.END ? "\n" : vocabulary.token(id);
  }

  private String peekBytes(byte[] more) {
    byte[] before = held;
    String added = bytes(more, true);
    held = before;
    return added;
  }

  private String bytes(byte[] more, boolean last) {
    ByteBuffer from = ByteBuffer.allocate(held.length + more.length).put(held).put(more).flip();
    CharBuffer to = CharBuffer.allocate(from.remaining() + LONGEST_CHARACTER);
    decoder.reset();
    decoder.decode(from, to, last);
    if (last) {
      decoder.flush(to);
    }
    held = new byte[from.remaining()];
    from.get(held);
    return to.flip().toString();
  }
}
