/**
 * Records with a text: JSON lines and Parquet, in ranges that tasks share. Plain Java, Jackson and
 * Parquet; imports {@code dump} for stored files and their compression, not Spark.
 */
package org.rnnlm.prep.records;
