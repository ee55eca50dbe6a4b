/**
 * Tokens and their ids: how text becomes tokens, which tokens a model knows, and how tokens become
 * text again. Imports ICU4J; neither Spark nor DL4J.
 */
package org.rnnlm.vocabulary;
