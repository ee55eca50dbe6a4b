/**
 * Sequence shards: pieces, sentences, windows, labelled texts, tagged sentences or pairs of
 * tokenized text in Parquet files, with a manifest that commits them. Imports Parquet and {@code
 * io}; neither Spark nor DL4J.
 */
package org.rnnlm.shard;
