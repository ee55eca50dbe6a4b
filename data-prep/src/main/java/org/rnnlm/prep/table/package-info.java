/**
 * A table that is made of another, row by row: a Spark job that reads inputs with all that their
 * rows have, lets something work on the texts, and writes the results beside the rows, in their
 * order. It knows nothing of models: {@link org.rnnlm.prep.table.RowWork} is what works on the
 * texts. Imports {@code steps} for the inputs, {@code records} for fields, Spark and Parquet.
 *
 * <h2>The job</h2>
 *
 * {@link TableJob}, {@link TableSpec}, {@link TableFolder}, {@link TableParts}, {@link
 * SurveySlice}, {@link TablePart}, {@link RowChunks}, {@link WritePart}, {@link PartResult}, {@link
 * RowCounters}.
 *
 * <h2>What works on rows</h2>
 *
 * {@link RowWork}, {@link RowWorkSource}, {@link RowOutcome}, {@link RowMeasures}, {@link
 * ResultColumn}.
 *
 * <h2>What is written</h2>
 *
 * {@link TableFormat}, {@link TableLayout}, {@link TableWriter}, {@link JsonTableWriter}, {@link
 * ParquetTableWriter}, {@link HeldTail}, {@link TableManifest}, {@link StoredTable}.
 *
 * <h2>What people are told</h2>
 *
 * {@link PartTally}, {@link Spread}, {@link TableReport}, {@link TableReportPage}.
 */
package org.rnnlm.prep.table;
