/**
 * Reads settings in layers of HOCON and hands them out with their types and ranges checked. Imports
 * Typesafe Config, which no other package sees, and of ours nothing but texts and hashes: the jobs
 * turn settings into {@code …Spec} records, and below the jobs nobody knows of settings.
 */
package org.rnnlm.jobs.settings;
