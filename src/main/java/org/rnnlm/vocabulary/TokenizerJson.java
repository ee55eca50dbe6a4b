package org.rnnlm.vocabulary;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.rnnlm.io.Json;

/**
 * {@code tokenizer.json}: a vocabulary in the format of Hugging Face's tokenizers (0.20 or newer),
 * which then give the same ids. It says nothing that {@code vocabulary.tsv} does not: rnnlm writes
 * it for others.
 *
 * <p>Subwords and characters can be said exactly in that format. Words and grapheme clusters
 * cannot, which ICU's rules and dictionaries cut; neither can lower-cased characters, since that
 * format knows no sigma at a word's end. The specials have their ids but are no {@code
 * added_tokens}: those are recognized in a text, and to rnnlm no text contains a special.
 */
public final class TokenizerJson {
  /** The file's usual name. */
  public static final String NAME = "tokenizer.json";

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private TokenizerJson() {}

  /** Returns the file, empty where the format cannot say it. */
  public static Optional<String> format(Vocabulary vocabulary) {
    return lacks(vocabulary.spec()).isEmpty()
        ? Optional.of(Json.pretty(tokenizer(vocabulary)))
        : Optional.empty();
  }

  /** Returns why the format cannot say how text becomes such tokens, or nothing if it can. */
  public static Optional<String> lacks(TokenSpec spec) {
    return switch (spec.kind()) {
      case SUBWORDS -> Optional.empty();
      case CHARACTERS ->
          spec.lowerCase()
              ? Optional.of("its lower-casing knows no sigma at a word's end")
              : Optional.empty();
      case GRAPHEMES ->
          Optional.of("it knows the grapheme clusters of another version of Unicode than ICU's");
      case WORDS -> Optional.of("it has neither ICU's word boundaries nor its dictionaries");
    };
  }

  private static ObjectNode tokenizer(Vocabulary vocabulary) {
    boolean subwords = vocabulary.spec().kind() == TokenKind.SUBWORDS;
    ObjectNode tokenizer = JSON.objectNode();
    tokenizer.put("version", "1.0");
    tokenizer.putNull("truncation");
    tokenizer.putNull("padding");
    tokenizer.putArray("added_tokens");
    tokenizer.set("normalizer", normalizer(vocabulary.spec()));
    tokenizer.set("pre_tokenizer", subwords ? words(vocabulary.spec()) : characters());
    tokenizer.putNull("post_processor");
    tokenizer.set("decoder", subwords ? byteLevel() : typed("Fuse"));
    tokenizer.set("model", subwords ? bytePairs(vocabulary) : wordLevel(vocabulary));
    return tokenizer;
  }

  private static ObjectNode typed(String type) {
    return JSON.objectNode().put("type", type);
  }

  private static JsonNode normalizer(TokenSpec spec) {
    ObjectNode sequence = typed("Sequence");
    ArrayNode normalizers = sequence.putArray("normalizers");
    if (spec.normalization() == Normalization.NFC) {
      normalizers.add(typed("NFC"));
    }
    if (spec.lowerCase()) {
      normalizers.add(typed("Lowercase"));
      if (spec.normalization() == Normalization.NFC) {
        normalizers.add(typed("NFC")); // small letters may compose where capitals do not
      }
    }
    if (spec.digits() == Digits.ZERO) {
      ObjectNode zeros = typed("Replace");
      zeros.putObject("pattern").put("Regex", "\\p{Nd}");
      normalizers.add(zeros.put("content", "0"));
    }
    return normalizers.isEmpty() ? JSON.nullNode() : sequence;
  }

  private static ObjectNode words(TokenSpec spec) {
    if (spec.digits() != Digits.SPLIT) {
      return byteLevel();
    }
    ObjectNode sequence = typed("Sequence");
    sequence
        .putArray("pretokenizers")
        .add(typed("Digits").put("individual_digits", true))
        .add(byteLevel());
    return sequence;
  }

  private static ObjectNode byteLevel() {
    return typed("ByteLevel")
        .put("add_prefix_space", false)
        .put("trim_offsets", true)
        .put("use_regex", true);
  }

  private static ObjectNode characters() {
    ObjectNode split = typed("Split");
    split.putObject("pattern").put("Regex", "[\\s\\S]");
    return split.put("behavior", "Isolated").put("invert", false);
  }

  private static ObjectNode bytePairs(Vocabulary vocabulary) {
    ObjectNode model = typed("BPE");
    model.putNull("dropout");
    model.putNull("unk_token");
    model.putNull("continuing_subword_prefix");
    model.putNull("end_of_word_suffix");
    model.put("fuse_unk", false).put("byte_fallback", false).put("ignore_merges", false);
    model.set("vocab", ids(vocabulary));
    ArrayNode merges = model.putArray("merges");
    for (Merge merge : vocabulary.merges()) {
      merges.addArray().add(vocabulary.token(merge.left())).add(vocabulary.token(merge.right()));
    }
    return model;
  }

  private static ObjectNode wordLevel(Vocabulary vocabulary) {
    ObjectNode model = typed("WordLevel");
    model.set("vocab", ids(vocabulary));
    return model.put("unk_token", vocabulary.token(Vocabulary.UNKNOWN));
  }

  private static ObjectNode ids(Vocabulary vocabulary) {
    ObjectNode ids = JSON.objectNode();
    for (int id = 0; id < vocabulary.size(); id++) {
      ids.put(vocabulary.token(id), id);
    }
    return ids;
  }
}
