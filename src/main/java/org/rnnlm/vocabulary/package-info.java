/**
 * Tokens and their ids: how text becomes tokens, which tokens a model knows, and how tokens become
 * text again. Imports ICU4J, and Jackson for tokenizer.json; neither Spark nor DL4J.
 */
package org.rnnlm.vocabulary;
