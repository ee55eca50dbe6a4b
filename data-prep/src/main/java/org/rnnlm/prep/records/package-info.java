/**
 * Records with a text: JSON lines, Parquet and comma-separated values, in ranges that tasks share.
 * Plain Java, Jackson, Parquet and the parser that Spark reads comma-separated values with; imports
 * {@code dump} for stored files and their compression, not Spark.
 */
package org.rnnlm.prep.records;
