package org.rnnlm.jobs;

import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Folder;
import org.rnnlm.jobs.settings.Variant;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.text.Text;

/**
 * Runs that are set side by side in one folder: trained as a plan says, as many at the same time as
 * there is room for, with one table and one report of all. Each comes to the same bits as alone.
 * What is trained already stays, so that the same command goes on after an interruption.
 *
 * @param all in the order of the table
 * @param shards that they train
 * @param target the folder of all
 */
record Trials(List<Trial> all, ShardSet shards, Folder target) {
  Trials {
    all = List.copyOf(all);
  }

  /**
   * Makes them of settings, before Spark.
   *
   * @param data place of the shards
   * @param output place of the folder
   * @throws DataException if one of them cannot be trained, or the folder holds other runs
   */
  static Trials of(List<Variant> variants, String data, String output, Configuration hadoop) {
    ShardSet shards = ShardSet.open(data, hadoop);
    List<Trial> all = variants.stream().map(variant -> Trial.of(variant, shards, hadoop)).toList();
    Folder target = Folder.at(output, hadoop);
    all.forEach(trial -> trial.run().requireSame(target.child(trial.name()), hadoop));
    target.requireWritable();
    return new Trials(all, shards, target);
  }

  /**
   * Trains them as a plan says.
   *
   * @return the table of all that was trained
   * @throws DataException if any failed; the others are trained as far as the plan goes without
   */
  TrialTable train(JavaSparkContext spark, TrialPlan plan, TrialStart start) {
    TrialRoom room = TrialRoom.of(spark, shards, all, start.parallel());
    String how =
        "every run is kept as far as its last checkpoint; this goes on: submit/rnnlm "
            + start.command();
    try (Interruption interruption = new Interruption(() -> how)) {
      TrialSession session = new TrialSession(this, spark, plan, start, interruption);
      start
          .console()
          .print(
              Text.format(
                  "side by side %d of %d runs at most, on %d cores of %s%n",
                  room.most(), all.size(), spark.defaultParallelism(), spark.master()));
      new SideBySide(room, () -> !spark.sc().isStopped(), session).run(plan);
      return session.end();
    }
  }
}
