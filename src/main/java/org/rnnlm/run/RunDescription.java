package org.rnnlm.run;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.rnnlm.io.AddedLater;
import org.rnnlm.io.Folder;
import org.rnnlm.io.Json;
import org.rnnlm.model.ModelSummary;
import org.rnnlm.shard.ShardManifest;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.shard.Split;
import org.rnnlm.shard.SplitContent;
import org.rnnlm.text.Text;

/**
 * {@code run.json} of a run: what it is of, which settings and checkpoints do not tell.
 *
 * @param data where the shards were
 * @param sequences what they hold, for people
 * @param mode of the sequences, as settings have it; empty where an earlier version did not tell
 * @param tokens what a token is, likewise
 * @param vocabulary tokens, specials among them
 * @param splits what each holds, by its name
 * @param pages of the input, by what became of them
 * @param leftOut sequences left out, by reason
 * @param preparation the parts of the shard set's {@code report.json} that a report shows
 * @param model layer by layer
 * @param origin how the run was started
 * @param classWeights how much the classes of a classifier count in training, by name; empty where
 *     they count alike
 * @param from whose weights it began with; empty of one that began with drawn ones
 */
public record RunDescription(
    String data,
    String sequences,
    @AddedLater String mode,
    @AddedLater String tokens,
    int vocabulary,
    Map<String, Counts> splits,
    Map<String, Long> pages,
    Map<String, Long> leftOut,
    Preparation preparation,
    ModelSummary model,
    @AddedLater Origin origin,
    @AddedLater Map<String, Double> classWeights,
    @AddedLater List<Lineage> from) {
  private static final String FILE = "run.json";

  /** What one split holds; as in {@link SplitContent}. */
  public record Counts(
      long articles, long characters, long targets, long unknown, long sequences, int shards) {
    static Counts of(SplitContent split) {
      return new Counts(
          split.articles(),
          split.characters(),
          split.targets(),
          split.unknown(),
          split.records(),
          split.shards().size());
    }

    /**
     * Returns the share of the targets that are unknown; a loss over unknown tokens is not
     * comparable with another vocabulary's.
     */
    public double unknownShare() {
      return targets == 0 ? 0 : (double) unknown / targets;
    }
  }

  /**
   * What a shard set's {@code report.json} tells, as far as it is shown with a run.
   *
   * @param coverage by number, what share of the training split so many of the most frequent tokens
   *     are
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Preparation(@AddedLater Map<Integer, Double> coverage) {
    private static final String FILE = "report.json";
    private static final Preparation NONE = new Preparation(Map.of());

    public Preparation {
      coverage = new TreeMap<>(coverage);
    }

    /** Shard sets of other programs, or copied ones, may have no report. */
    static Preparation of(Folder data) {
      return data.exists(FILE)
          ? Json.read(data.readText(FILE), Preparation.class, data.location(FILE))
          : NONE;
    }
  }

  /**
   * How a run was started, or last went on.
   *
   * @param version of the program
   * @param command as it was typed, the program itself left out
   * @param floor nats per token of the validation split that no model can beat; 0 where none is
   *     known
   */
  public record Origin(String version, String command, double floor) {
    /** That of a run that does not tell. */
    public static final Origin UNKNOWN = new Origin("", "", 0);
  }

  public RunDescription {
    origin = origin == null ? Origin.UNKNOWN : origin;
    classWeights = new TreeMap<>(classWeights);
    from = List.copyOf(from);
    mode = mode == null ? "" : mode;
    tokens = tokens == null ? "" : tokens;
    splits = new TreeMap<>(splits);
    pages = new TreeMap<>(pages);
    leftOut = new TreeMap<>(leftOut);
  }

  /** Describes a training that begins or goes on. */
  public static RunDescription of(
      ShardSet data,
      ModelSummary model,
      Origin origin,
      Map<String, Double> classWeights,
      Optional<Lineage> lineage) {
    ShardManifest manifest = data.manifest();
    Map<String, Counts> splits = new TreeMap<>();
    for (Split split : Split.values()) {
      splits.put(split.key(), Counts.of(manifest.split(split)));
    }
    return new RunDescription(
        data.folder().location(),
        manifest.sequences().summary(),
        Text.kebab(manifest.mode()),
        Text.kebab(data.vocabulary().spec().kind()),
        manifest.vocabularySize(),
        splits,
        manifest.pages(),
        manifest.leftOut(),
        Preparation.of(data.folder()),
        model,
        origin,
        classWeights,
        lineage.stream().toList());
  }

  public double floor() {
    return origin.floor();
  }

  /** Reads it, if the run has one: those of the first versions have none. */
  public static Optional<RunDescription> read(Folder run) {
    return run.exists(FILE)
        ? Optional.of(Json.read(run.readText(FILE), RunDescription.class, run.location(FILE)))
        : Optional.empty();
  }

  /** Writes it; one whole copy of the same is there at any moment once there was one. */
  public void write(Folder run) {
    run.publish(FILE, Json.pretty(this).getBytes(StandardCharsets.UTF_8));
  }
}
