/**
 * What trained models do with the rows of a table: each class scores, classifies, translates,
 * completes or embeds texts in a task, and makes results of it. The table itself, its order and its
 * files are {@code org.rnnlm.prep.table}'s.
 */
package org.rnnlm.jobs.rows;
