package org.rnnlm.prep.steps;

import java.util.Arrays;
import java.util.Iterator;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.rnnlm.vocabulary.Codec;
import org.rnnlm.vocabulary.Vocabulary;
import org.rnnlm.vocabulary.VocabularyFile;

/** Turns the kept documents into ids, followed by END. */
final class EncodeDocuments implements FlatMapFunction<Iterator<Document>, EncodedDocument> {
  private static final long serialVersionUID = 1L;

  private final Broadcast<String> vocabulary;

  /**
   * @param vocabulary the vocabulary's file
   */
  EncodeDocuments(Broadcast<String> vocabulary) {
    this.vocabulary = vocabulary;
  }

  @Override
  public Iterator<EncodedDocument> call(Iterator<Document> documents) {
    Codec codec = new Codec(VocabularyFile.parse(vocabulary.value(), VocabularyFile.NAME));
    Iterable<Document> all = () -> documents;
    return StreamSupport.stream(all.spliterator(), false)
        .filter(Document::kept)
        .map(
            document ->
                new EncodedDocument(
                    document.id(),
                    document.split(),
                    document.characters(),
                    withEnd(codec.encode(document.text()))))
        .iterator();
  }

  private static int[] withEnd(int[] tokens) {
    int[] ended = Arrays.copyOf(tokens, tokens.length + 1);
    ended[tokens.length] = Vocabulary.END;
    return ended;
  }
}
