/**
 * How much memory a command takes on a cluster, and what spark-submit is told of it. Knows of Spark
 * the names of its settings alone, and starts none.
 */
package org.rnnlm.jobs.plan;
