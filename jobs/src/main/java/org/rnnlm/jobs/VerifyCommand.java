package org.rnnlm.jobs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.rnnlm.checkpoint.Checkpoint;
import org.rnnlm.checkpoint.CheckpointStore;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Folder;
import org.rnnlm.io.NewerFormatException;
import org.rnnlm.prep.table.StoredTable;
import org.rnnlm.run.TrainingState;
import org.rnnlm.shard.ShardManifest;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.shard.ShardVerifier;
import org.rnnlm.text.Text;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code verify}: proves stored shards, checkpoints and runs against their manifests. */
@Command(
    name = "verify",
    description =
        "Re-reads shard sets, tables, checkpoints or whole runs, and proves sizes, hashes, counts"
            + " and ids.",
    mixinStandardHelpOptions = true,
    footer = {"", "The last line is JSON, for programs."})
final class VerifyCommand implements Callable<Integer> {
  @Parameters(
      arity = "1..*",
      paramLabel = "DATA-or-TABLE-or-RUN-or-CHECKPOINT",
      description = "Names what is verified; there may be several.")
  private List<String> locations;

  private final ConsoleOptions console;

  VerifyCommand(ConsoleOptions console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Configuration hadoop = HadoopSettings.current();
    Map<String, String> results = new LinkedHashMap<>();
    locations.forEach(location -> results.put(location, verify(location, hadoop)));
    results.forEach((location, result) -> System.out.println(location + ": " + result));
    boolean whole = results.values().stream().allMatch(result -> result.startsWith("ok"));
    console.lastLine(Map.of("ok", whole, "results", results));
    return whole ? 0 : 1;
  }

  private static String verify(String location, Configuration hadoop) {
    try {
      Folder folder = Folder.at(location, hadoop);
      if (!folder.exists()) {
        return "missing; give shards, a run, a checkpoint or a table";
      }
      CheckpointStore store = CheckpointStore.of(folder);
      if (!folder.exists(ShardManifest.NAME) && !store.rounds().isEmpty()) {
        store.rounds().forEach(round -> verify(store.open(round)));
        return "ok, checkpoints of rounds " + store.rounds();
      }
      if (CheckpointStore.isCheckpoint(folder)) {
        verify(Checkpoint.open(folder));
        return "ok, a checkpoint";
      }
      if (StoredTable.isTable(folder)) {
        return Text.format("ok, a table of %,d rows", StoredTable.open(folder).prove());
      }
      long records = ShardVerifier.verify(ShardSet.open(location, hadoop));
      return Text.format("ok, %,d sequences", records);
    } catch (NewerFormatException e) {
      return "newer: " + e.getMessage();
    } catch (DataException e) {
      return "damaged: " + e.getMessage();
    }
  }

  private static void verify(Checkpoint checkpoint) {
    checkpoint.state(TrainingState.class);
    checkpoint.vocabulary();
    checkpoint.proveBut(Set.of(Checkpoint.MODEL)); // which is proved as it is read
    checkpoint.network().close();
  }
}
