/**
 * Tokens and their ids: how text becomes tokens, which tokens a model knows, and how tokens become
 * text again. Imports ICU4J, and Jackson for tokenizer.json; neither Spark nor DL4J.
 *
 * <h2>The vocabulary and its files</h2>
 *
 * {@link Vocabulary}, {@link VocabularyFile}, {@link VocabularyHeader}, {@link SubwordLines},
 * {@link TokenizerJson}.
 *
 * <h2>How text is cut</h2>
 *
 * {@link TokenSpec}, {@link TokenKind}, {@link Normalization}, {@link Digits}, {@link Tokenizer},
 * {@link CharacterTokenizer}, {@link GraphemeTokenizer}, {@link WordTokenizer}, {@link PlainWords},
 * {@link TokenPool}, {@link Codec}, {@link Piece}.
 *
 * <h2>Subwords</h2>
 *
 * {@link Subwords}, {@link PreTokenizer}, {@link MergeLearner}, {@link Merge}, {@link
 * BytePairEncoder}, {@link ByteAlphabet}.
 */
package org.rnnlm.vocabulary;
