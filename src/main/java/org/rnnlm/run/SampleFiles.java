package org.rnnlm.run;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rnnlm.io.Folder;
import org.rnnlm.io.Json;
import org.rnnlm.text.Text;

/**
 * The folder {@code samples} of a run: what the model wrote after each epoch, as text for people
 * and, of texts that were drawn, as JSON too.
 */
public final class SampleFiles {
  private static final String FOLDER = "samples";

  /**
   * A file of it.
   *
   * @param epoch counted from 1
   */
  private record File(int epoch, boolean json, String name) {
    private static final Pattern NAME = Pattern.compile("epoch-(\\d{1,9})\\.(json|txt)");

    static Optional<File> of(String name) {
      Matcher parts = NAME.matcher(name);
      return parts.matches()
          ? Optional.of(
              new File(Integer.parseInt(parts.group(1)), parts.group(2).equals("json"), name))
          : Optional.empty();
    }
  }

  private final Folder folder;

  private SampleFiles(Folder folder) {
    this.folder = folder;
  }

  public static SampleFiles of(Folder run) {
    return new SampleFiles(run.child(FOLDER));
  }

  /** Saves an epoch's texts. */
  public void write(EpochSamples samples) {
    write(samples.epoch(), samples.text());
    folder.write(json(samples.epoch()), Json.pretty(samples));
  }

  /** Saves a text that was not drawn. */
  public void write(int epoch, String text) {
    folder.write(text(epoch), text + "\n");
  }

  private static String json(int epoch) {
    return Text.format("epoch-%04d.json", epoch);
  }

  private static String text(int epoch) {
    return Text.format("epoch-%04d.txt", epoch);
  }

  /**
   * Reads the texts of the newest epochs, in the order of the epochs. Of an epoch that has both
   * files the JSON counts, unless a crash cut it.
   *
   * @param most how many epochs
   */
  public List<EpochSamples> newest(int most) {
    List<File> files = folder.files().stream().map(File::of).flatMap(Optional::stream).toList();
    Set<Integer> inJson = new HashSet<>();
    files.stream().filter(File::json).forEach(file -> inJson.add(file.epoch()));
    List<File> taken =
        files.stream()
            .filter(file -> file.json() || !inJson.contains(file.epoch()))
            .sorted(Comparator.comparingInt(File::epoch))
            .toList();
    return taken.subList(Math.max(0, taken.size() - most), taken.size()).stream()
        .map(this::read)
        .toList();
  }

  private EpochSamples read(File file) {
    String content = folder.readText(file.name());
    if (!file.json()) {
      return EpochSamples.plain(file.epoch(), content);
    }
    return Json.isWhole(content)
        ? Json.read(content, EpochSamples.class, folder.location(file.name()))
        : EpochSamples.plain(file.epoch(), folder.readText(text(file.epoch()))); // written before
  }
}
