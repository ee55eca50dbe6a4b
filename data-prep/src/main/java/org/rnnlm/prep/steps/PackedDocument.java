package org.rnnlm.prep.steps;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import org.rnnlm.shard.Split;

/**
 * A {@link Document} between processes and on disk while a job runs: its text as bytes, which Java
 * would write character by character.
 */
public final class PackedDocument implements Externalizable {
  private static final long serialVersionUID = 1L;

  private Document document;

  /** Makes a document for its own reading to fill in. */
  public PackedDocument() {}

  PackedDocument(Document document) {
    this.document = document;
  }

  @Override
  public void writeExternal(ObjectOutput out) throws IOException {
    out.writeLong(document.id());
    out.writeInt(document.source());
    out.writeByte(document.split().ordinal());
    out.writeByte(document.fate().ordinal());
    out.writeInt(document.portion().index());
    out.writeBoolean(document.portion().last());
    write(document.title(), out);
    write(document.label(), out);
    write(document.text(), out);
  }

  @Override
  public void readExternal(ObjectInput in) throws IOException {
    long id = in.readLong();
    int source = in.readInt();
    Split split = Split.values()[in.readByte()];
    Fate fate = Fate.values()[in.readByte()];
    Portion portion = new Portion(in.readInt(), in.readBoolean());
    String title = read(in);
    String label = read(in);
    document = new Document(id, source, title, split, fate, label, read(in), portion);
  }

  /**
   * As UTF-8, or where that would lose halves of pairs, as UTF-16 units; the length tells by its
   * sign.
   */
  private static void write(String text, ObjectOutput out) throws IOException {
    if (isWhole(text)) {
      byte[] bytes = text.getBytes(UTF_8);
      out.writeInt(bytes.length);
      out.write(bytes);
      return;
    }
    out.writeInt(-text.length());
    out.writeChars(text);
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

  private static String read(ObjectInput in) throws IOException {
    int length = in.readInt();
    if (length >= 0) {
      byte[] bytes = new byte[length];
      in.readFully(bytes);
      return new String(bytes, UTF_8);
    }
    char[] units = new char[-length];
    for (int i = 0; i < units.length; i++) {
      units[i] = in.readChar();
    }
    return new String(units);
  }

  private Object readResolve() {
    return document;
  }
}
