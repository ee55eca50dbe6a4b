package org.rnnlm.jobs;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Folder;
import org.rnnlm.prep.corpus.FloorTable;
import org.rnnlm.prep.steps.SplitRule;
import org.rnnlm.shard.SequenceMode;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.shard.Split;
import org.rnnlm.text.Text;

/**
 * The loss of the grammar that drew a generated corpus, on one split of it: no model can be better
 * in expectation.
 *
 * @param nats summed over the split's articles, their ends included
 * @param characters of the split, one for the end of each article included
 */
record Floor(double nats, long characters) {

  double natsPerCharacter() {
    return nats / characters;
  }

  /**
   * @throws DataException if the file is not the floor of the corpus that the shards were made of
   */
  static Floor read(String file, ShardSet shards, Split split, Configuration hadoop) {
    if (shards.manifest().mode() == SequenceMode.PAIR) {
      throw new DataException(
          Text.format("--floor is of articles, and %s holds pairs: leave it out", shards.folder()));
    }
    if (shards.manifest().mode() == SequenceMode.SENTENCE) {
      throw new DataException(
          Text.format(
              "--floor is of whole articles, and %s holds sentences, without what stands between them: leave it out, or prepare with prepare.mode = stream or window",
              shards.folder()));
    }
    Path path = new Path(file);
    Folder folder = Folder.at(path.getParent() == null ? "." : path.getParent().toString(), hadoop);
    FloorTable table = table(file, folder.read(path.getName()));
    SplitRule rule = SplitRule.of(shards.manifest());
    double nats = 0;
    long characters = 0;
    for (Map.Entry<Long, FloorTable.Entry> row : table.entries().entrySet()) {
      if (rule.of(row.getKey()) == split) {
        nats -= row.getValue().logProbability();
        characters += row.getValue().characters() + 1;
      }
    }
    long expected = shards.split(split).characters();
    if (characters != expected) {
      throw new DataException(
          file
              + " tells of "
              + characters
              + " characters in split '"
              + split.key()
              + "', the shards have "
              + expected
              + ": it belongs to another corpus");
    }
    return new Floor(nats, characters);
  }

  private static FloorTable table(String file, byte[] content) {
    try {
      return FloorTable.read(file, new ByteArrayInputStream(content));
    } catch (IOException e) {
      throw new DataException(e.getMessage(), e);
    }
  }
}
