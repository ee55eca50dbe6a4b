package org.rnnlm.prep.steps;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.rnnlm.prep.dump.CpuClock;
import org.rnnlm.prep.records.PairText;
import org.rnnlm.prep.records.TaggedText;
import org.rnnlm.shard.PairSequences;
import org.rnnlm.shard.SequenceMode;
import org.rnnlm.shard.TokenSequence;
import org.rnnlm.vocabulary.Codec;
import org.rnnlm.vocabulary.Vocabulary;
import org.rnnlm.vocabulary.VocabularyFile;

/** Turns the kept documents into ids, followed by END. */
final class EncodeDocuments implements FlatMapFunction<Iterator<Document>, EncodedDocument> {
  private static final long serialVersionUID = 1L;

  private final Broadcast<String> vocabulary;
  private final SequenceMode mode;
  private final Labels labels;
  private final Counters counters;

  /**
   * @param vocabulary the vocabulary's file
   * @param mode of the sequences that documents become
   * @param labels of texts or words
   */
  EncodeDocuments(
      Broadcast<String> vocabulary, SequenceMode mode, Labels labels, Counters counters) {
    this.mode = mode;
    this.labels = labels;
    this.counters = counters;
    this.vocabulary = vocabulary;
  }

  @Override
  public Iterator<EncodedDocument> call(Iterator<Document> documents) {
    Codec codec = new Codec(VocabularyFile.parse(vocabulary.value(), VocabularyFile.NAME));
    Map<String, Integer> ids = labels.ids();
    Iterable<Document> all = () -> documents;
    return StreamSupport.stream(all.spliterator(), false)
        .filter(Document::kept)
        .map(document -> timed(document, codec, ids))
        .iterator();
  }

  private EncodedDocument timed(Document document, Codec codec, Map<String, Integer> ids) {
    long start = CpuClock.now();
    EncodedDocument encoded = encoded(document, codec, ids);
    counters.took(Part.TOKENIZE, start);
    counters.tokensEncoded(encoded.tokens().length);
    return encoded;
  }

  private EncodedDocument encoded(Document document, Codec codec, Map<String, Integer> ids) {
    String text = document.text();
    return switch (mode) {
      case STREAM, SENTENCE, WINDOW ->
          untagged(document, ended(codec.encode(text), document), TokenSequence.NO_LABEL);
      case LABELLED -> untagged(document, withEnd(codec.encode(text)), ids.get(document.label()));
      case PAIR ->
          untagged(
              document.withText(PairText.target(text)),
              encodedPair(text, codec),
              TokenSequence.NO_LABEL);
      case TAGGED -> tagged(document, codec, ids);
    };
  }

  private static EncodedDocument untagged(Document document, int[] tokens, int label) {
    return new EncodedDocument(
        document.id(),
        document.source(),
        document.split(),
        document.characters(),
        label,
        tokens,
        document.portion());
  }

  private EncodedDocument tagged(Document document, Codec codec, Map<String, Integer> ids) {
    List<String> tags = TaggedText.tags(document.text());
    List<String> words = TaggedText.words(document.text());
    return new EncodedDocument(
        document.id(),
        document.source(),
        document.split(),
        document.withText(TaggedText.sentence(document.text())).characters(),
        TokenSequence.NO_LABEL,
        withEnd(codec.encodeEach(words)),
        labels.scheme().form(tags).stream().mapToInt(ids::get).toArray(),
        words.stream().map(codec::written).toList(),
        labels.scheme().isBrokenBy(tags),
        document.portion());
  }

  private static int[] encodedPair(String pair, Codec codec) {
    return PairSequences.join(
        codec.encode(PairText.source(pair)), codec.encode(PairText.target(pair)));
  }

  private static int[] ended(int[] tokens, Document document) {
    return document.portion().last() ? withEnd(tokens) : tokens;
  }

  private static int[] withEnd(int[] tokens) {
    int[] ended = Arrays.copyOf(tokens, tokens.length + 1);
    ended[tokens.length] = Vocabulary.END;
    return ended;
  }
}
