package org.rnnlm.shard;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.util.StdConverter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Json;
import org.rnnlm.io.StoredFile;
import org.rnnlm.text.Text;

/**
 * A {@link ShardManifest} as files hold it. Those of version 1, which are all of one mode, say
 * nothing of mode, stride and sequences left out; those before version 3 nothing of classes.
 */
final class StoredShardManifest {
  @JsonProperty private String format;
  @JsonProperty private Integer version;
  @JsonProperty private String mode;
  @JsonProperty private Integer length;
  @JsonProperty private Integer stride;
  @JsonProperty private StoredFile vocabulary;
  @JsonProperty private List<StoredFile> others;
  @JsonProperty private String fingerprint;
  @JsonProperty private Integer vocabularySize;
  @JsonProperty private Map<String, String> settings;
  @JsonProperty private Map<String, Long> pages;
  @JsonProperty private Map<String, Long> leftOut;
  @JsonProperty private List<String> classes;
  @JsonProperty private Map<String, SplitContent> splits;

  /** Makes the manifest, which checks itself. */
  static final class ToManifest extends StdConverter<StoredShardManifest, ShardManifest> {
    @Override
    public ShardManifest convert(StoredShardManifest stored) {
      return stored.manifest();
    }
  }

  private ShardManifest manifest() {
    boolean first = Json.required("version", version) == 1;
    return new ShardManifest(
        Json.required("format", format),
        version,
        first ? absent("mode", mode, SequenceMode.STREAM) : known(Json.required("mode", mode)),
        Json.required("length", length),
        first ? absent("stride", stride, 0) : Json.required("stride", stride),
        Json.required("vocabulary", vocabulary),
        first ? absent("others", others, List.of()) : Json.required("others", others),
        Json.required("fingerprint", fingerprint),
        Json.required("vocabularySize", vocabularySize),
        Json.required("settings", settings),
        Json.required("pages", pages),
        first ? absent("leftOut", leftOut, Map.of()) : Json.required("leftOut", leftOut),
        version == 1 || version == 2
            ? absent("classes", classes, List.of())
            : Json.required("classes", classes),
        Json.required("splits", splits));
  }

  private static <T> T absent(String field, Object value, T meant) {
    if (value != null) {
      throw new DataException("field '" + field + "' is of a later format version");
    }
    return meant;
  }

  private static SequenceMode known(String mode) {
    return Arrays.stream(SequenceMode.values())
        .filter(value -> value.name().equals(mode))
        .findFirst()
        .orElseThrow(
            () ->
                new DataException(
                    Text.format(
                        "mode '%s' is not known, this program reads %s",
                        mode, Arrays.toString(SequenceMode.values()))));
  }
}
