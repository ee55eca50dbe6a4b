package org.rnnlm.prep.steps;

import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.util.Optional;
import org.rnnlm.shard.Split;

/**
 * A {@link Document} between processes and on disk while a job runs: its text as bytes, which Java
 * would write character by character, and the text's key once it is known.
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
    new StoredText(document.title()).write(out);
    new StoredText(document.label()).write(out);
    document.content().write(out);
    Optional<TextKey> key = document.content().knownKey();
    out.writeBoolean(key.isPresent());
    if (key.isPresent()) {
      out.writeLong(key.get().first());
      out.writeLong(key.get().second());
    }
  }

  @Override
  public void readExternal(ObjectInput in) throws IOException {
    long id = in.readLong();
    int source = in.readInt();
    Split split = Split.values()[in.readByte()];
    Fate fate = Fate.values()[in.readByte()];
    Portion portion = new Portion(in.readInt(), in.readBoolean());
    String title = StoredText.read(in).characters();
    String label = StoredText.read(in).characters();
    StoredText text = StoredText.read(in);
    if (in.readBoolean()) {
      text.withKey(new TextKey(in.readLong(), in.readLong()));
    }
    document = new Document(id, source, title, split, fate, label, text, portion);
  }

  private Object readResolve() {
    return document;
  }
}
