/**
 * Successive halving of many trials by a rule that does not depend on who ends first. Plain Java
 * without Spark and without settings.
 */
package org.rnnlm.jobs.halving;
