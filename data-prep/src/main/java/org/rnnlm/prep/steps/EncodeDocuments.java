package org.rnnlm.prep.steps;

import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.rnnlm.prep.dump.CpuClock;
import org.rnnlm.prep.records.PairText;
import org.rnnlm.shard.PairSequences;
import org.rnnlm.shard.TokenSequence;
import org.rnnlm.vocabulary.Codec;
import org.rnnlm.vocabulary.Vocabulary;
import org.rnnlm.vocabulary.VocabularyFile;

/** Turns the kept documents into ids, followed by END. */
final class EncodeDocuments implements FlatMapFunction<Iterator<Document>, EncodedDocument> {
  private static final long serialVersionUID = 1L;

  private final Broadcast<String> vocabulary;
  private final boolean pairs;
  private final List<String> classes;
  private final Counters counters;

  /**
   * @param vocabulary the vocabulary's file
   * @param pairs whether documents are pairs: source, START, target, END
   * @param classes in the order of their ids; none where texts are not labelled
   */
  EncodeDocuments(
      Broadcast<String> vocabulary, boolean pairs, List<String> classes, Counters counters) {
    this.pairs = pairs;
    this.classes = List.copyOf(classes);
    this.counters = counters;
    this.vocabulary = vocabulary;
  }

  @Override
  public Iterator<EncodedDocument> call(Iterator<Document> documents) {
    Codec codec = new Codec(VocabularyFile.parse(vocabulary.value(), VocabularyFile.NAME));
    Iterable<Document> all = () -> documents;
    return StreamSupport.stream(all.spliterator(), false)
        .filter(Document::kept)
        .map(document -> encoded(document, codec))
        .iterator();
  }

  private EncodedDocument encoded(Document document, Codec codec) {
    long start = CpuClock.now();
    int[] tokens =
        pairs ? encodedPair(document.text(), codec) : withEnd(codec.encode(document.text()));
    counters.took(Part.TOKENIZE, start);
    counters.tokensEncoded(tokens.length);
    Document predicted = pairs ? document.withText(PairText.target(document.text())) : document;
    return new EncodedDocument(
        document.id(),
        document.source(),
        document.split(),
        predicted.characters(),
        label(document),
        tokens);
  }

  private static int[] encodedPair(String pair, Codec codec) {
    return PairSequences.join(
        codec.encode(PairText.source(pair)), codec.encode(PairText.target(pair)));
  }

  private int label(Document document) {
    return classes.isEmpty()
        ? TokenSequence.NO_LABEL
        : Collections.binarySearch(classes, document.label());
  }

  private static int[] withEnd(int[] tokens) {
    int[] ended = Arrays.copyOf(tokens, tokens.length + 1);
    ended[tokens.length] = Vocabulary.END;
    return ended;
  }
}
