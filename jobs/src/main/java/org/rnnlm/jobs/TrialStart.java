package org.rnnlm.jobs;

import java.util.Optional;
import org.rnnlm.run.RunDescription.Origin;

/**
 * This says how trials are started, and who is told how they go.
 *
 * @param parallel how many at the same time, if the user says so
 * @param console shows how they go
 * @param origin of their runs, for reports
 * @param command that goes on with them
 */
record TrialStart(
    Optional<Integer> parallel, TrialsConsole console, Origin origin, String command) {}
