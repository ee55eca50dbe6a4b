/** How Spark's jobs are called, for whoever starts some. Imports Spark, and nothing of ours. */
package org.rnnlm.job;
