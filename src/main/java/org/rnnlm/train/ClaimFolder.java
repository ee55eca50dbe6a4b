package org.rnnlm.train;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Folder;
import org.rnnlm.io.Json;
import org.rnnlm.run.RunFolder;

/** {@code RUN/claims}: a file a claim, whose time of writing is the sign that its owner lives. */
final class ClaimFolder {
  private static final String END = ".json";

  private final Folder run;
  private final Folder folder;

  ClaimFolder(Folder run) {
    this.run = run;
    this.folder = run.child(RunFolder.CLAIMS);
  }

  /** Writes a claim, or writes it again as a sign of life. */
  void write(Claim claim) {
    folder.publish(claim.id() + END, Json.pretty(claim).getBytes(StandardCharsets.UTF_8));
  }

  /** Ids of all claims, and when each was last written, by the file system's clock. */
  SortedMap<String, Long> written() {
    SortedMap<String, Long> written = new TreeMap<>();
    folder
        .writtenAt()
        .forEach(
            (file, time) -> {
              if (file.endsWith(END)) {
                written.put(file.substring(0, file.length() - END.length()), time);
              }
            });
    return written;
  }

  /** Returns a claim, if it is there and makes sense. */
  Optional<Claim> read(String id) {
    try {
      String file = id + END;
      return Optional.of(Json.read(folder.readText(file), Claim.class, folder.location(file)));
    } catch (DataException e) {
      return Optional.empty();
    }
  }

  /** Deletes a claim; with the last one the folder, and that of a run which was never begun. */
  void delete(String id) {
    folder.delete(id + END);
    folder.deleteIfEmpty();
    run.deleteIfEmpty();
  }
}
