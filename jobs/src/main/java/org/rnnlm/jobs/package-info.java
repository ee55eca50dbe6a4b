/**
 * The programs: one class a command, settings turned into specifications, and what a person sees.
 * Imports everything; nothing imports it.
 */
package org.rnnlm.jobs;
