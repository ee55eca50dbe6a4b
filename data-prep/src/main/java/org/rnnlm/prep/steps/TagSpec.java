package org.rnnlm.prep.steps;

import java.util.Objects;
import java.util.Optional;
import org.rnnlm.tags.TagScheme;

/**
 * What the tags of a corpus are.
 *
 * @param scheme in which they mark spans; nothing to tell it by the tags that there are
 * @param broken what becomes of tags that break it
 */
public record TagSpec(Optional<TagScheme> scheme, Broken broken) {
  /** The scheme is told by the tags, and what breaks it is repaired. */
  public static final TagSpec AUTO = new TagSpec(Optional.empty(), Broken.REPAIR);

  /** What becomes of tags that break their scheme. */
  public enum Broken {
    /**
     * They become those of the spans that conlleval would read, and their sentences are counted.
     */
    REPAIR,
    /** The corpus is refused. */
    REFUSE
  }

  public TagSpec {
    Objects.requireNonNull(scheme, "scheme");
    Objects.requireNonNull(broken, "broken");
  }
}
