package org.rnnlm.jobs;

/**
 * A stretch of a trial: from where it stands to the end of an epoch.
 *
 * @param trial that is trained
 * @param epochs that are done at its end, since the trial began
 */
record TrialLeg(Trial trial, int epochs) {}
