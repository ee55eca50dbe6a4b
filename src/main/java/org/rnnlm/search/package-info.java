/**
 * Beam search over anything that tells, step by step, how likely each next token is. Knows the ids
 * of the vocabulary's specials, nothing else of ours.
 */
package org.rnnlm.search;
