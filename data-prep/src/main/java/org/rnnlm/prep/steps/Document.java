package org.rnnlm.prep.steps;

import java.io.Serializable;
import org.apache.spark.api.java.function.Function;
import org.rnnlm.shard.Split;

/**
 * One page or text on its way to the shards.
 *
 * @param id the page's or record's id, or a hash (see {@link DocumentIds})
 * @param source index of the input file
 * @param title for reports
 * @param split where it goes
 * @param fate whether it is kept; a page left out has no text
 * @param label its class; empty where texts have none
 * @param content its text: markup at first, plain text after cleaning
 * @param portion of a long text that this is
 */
record Document(
    long id,
    int source,
    String title,
    Split split,
    Fate fate,
    String label,
    StoredText content,
    Portion portion)
    implements Serializable {

  Document(
      long id,
      int source,
      String title,
      Split split,
      Fate fate,
      String label,
      String text,
      Portion portion) {
    this(id, source, title, split, fate, label, new StoredText(text), portion);
  }

  /** Makes a document that is whole. */
  Document(long id, int source, String title, Split split, Fate fate, String label, String text) {
    this(id, source, title, split, fate, label, text, Portion.WHOLE);
  }

  /** Makes a document of no class. */
  Document(long id, int source, String title, Split split, Fate fate, String text) {
    this(id, source, title, split, fate, "", text);
  }

  Document leftOut(Fate reason) {
    return new Document(id, source, title, split, reason, label, "", portion);
  }

  Document withText(String plain) {
    return new Document(id, source, title, split, fate, label, plain, portion);
  }

  String text() {
    return content.characters();
  }

  Document to(Split other) {
    return new Document(id, source, title, other, fate, label, content, portion);
  }

  Document to(Split other, String part) {
    return to(other, part, portion);
  }

  Document to(Split other, String part, Portion ofPart) {
    return new Document(id, source, title, other, fate, label, part, ofPart);
  }

  /** Returns a sentence of this. */
  Document sentence(String sentence) {
    return new Document(id, source, title, split, fate, label, sentence);
  }

  /** Lets documents of one split pass. */
  record OfSplit(Split wanted) implements Function<Document, Boolean> {
    @Override
    public Boolean call(Document document) {
      return document.split == wanted;
    }
  }

  boolean kept() {
    return fate == Fate.KEPT;
  }

  /** Unicode code points, and one for the end if it is here. */
  long characters() {
    String text = text();
    return text.codePointCount(0, text.length()) + (portion.last() ? 1L : 0L);
  }

  private Object writeReplace() {
    return new PackedDocument(this);
  }
}
