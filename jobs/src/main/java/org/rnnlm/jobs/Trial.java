package org.rnnlm.jobs;

import org.apache.hadoop.conf.Configuration;
import org.rnnlm.jobs.settings.Variant;
import org.rnnlm.kernel.KernelPlan;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.train.MemoryEstimate;

/**
 * One of several runs that are set side by side.
 *
 * @param name of the run and of its folder
 * @param arm what it is a run of; it has the name of those that differ in the seed alone
 * @param run what is trained
 */
record Trial(String name, String arm, WholeRun run) {

  /**
   * Makes it of settings.
   *
   * @throws org.rnnlm.io.DataException if it cannot be trained on the shards
   */
  static Trial of(Variant variant, ShardSet shards, Configuration hadoop) {
    return new Trial(variant.name(), variant.arm(), WholeRun.of(variant.layers(), shards, hadoop));
  }

  /** Returns this trial, computed in certain forms. */
  Trial computing(KernelPlan plan) {
    return new Trial(name, arm, run.computing(plan));
  }

  /** Returns how many parameters its model has. */
  long parameters() {
    RunSetup setup = run.setup();
    return MemoryEstimate.of(setup.model(), setup.training(), run.shards()).parameters();
  }

  /** Returns the workers that train it side by side, each a core's work. */
  int workers() {
    return run.setup().training().workers();
  }

  /** Returns the epochs that it trains as a whole. */
  int epochs() {
    return run.setup().training().epochs();
  }
}
