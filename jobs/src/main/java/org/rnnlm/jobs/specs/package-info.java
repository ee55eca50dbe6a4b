/**
 * Settings become specifications here, and nowhere else; what does not go together is refused with
 * the key to change. Imports {@code settings} and what specifications are made of, no command.
 */
package org.rnnlm.jobs.specs;
