package org.rnnlm.jobs;

import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.rnnlm.io.DataException;
import org.rnnlm.run.RunDescription.Origin;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.shard.Split;
import org.rnnlm.shard.SplitContent;
import org.rnnlm.text.Text;
import picocli.CommandLine.Model.CommandSpec;

/** Tells how a run was started, for its report. */
final class Origins {
  private Origins() {}

  static Origin of(CommandSpec command) {
    return of(command, 0);
  }

  /**
   * Returns the origin of a run on a generated corpus.
   *
   * @param floor the corpus's floor.tsv, if it was given
   * @throws DataException if the file is of another corpus, or some tokens are unknown, which
   *     models need not spell
   */
  static Origin of(
      CommandSpec command, Optional<String> floor, ShardSet shards, Configuration hadoop) {
    return of(command, floor.map(file -> floor(file, shards, hadoop)).orElse(0.0));
  }

  private static Origin of(CommandSpec command, double floor) {
    String typed = String.join(" ", command.root().commandLine().getParseResult().originalArgs());
    return new Origin(Version.name(), typed, floor);
  }

  private static double floor(String file, ShardSet shards, Configuration hadoop) {
    SplitContent valid = shards.split(Split.VALID);
    if (valid.unknown() > 0) {
      throw new DataException(
          Text.format(
              "--floor is of whole texts, and %,d tokens of the validation split are unknown: leave it out, or prepare with a larger prepare.vocabulary-size",
              valid.unknown()));
    }
    return Floor.read(file, shards, Split.VALID, hadoop).nats() / valid.targets();
  }
}
