/**
 * Records with a text, in ranges that tasks share. {@link org.rnnlm.prep.records.RecordFormat} is
 * what a format is to the rest; the formats are listed in {@link
 * org.rnnlm.prep.records.RecordFormats}. Plain Java, Jackson and Parquet; imports {@code dump} for
 * stored files and their compression, not Spark.
 */
package org.rnnlm.prep.records;
