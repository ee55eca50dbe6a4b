package org.rnnlm.jobs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rnnlm.evaluate.Score;
import org.rnnlm.text.Text;

/**
 * How well a language model predicts a split, as {@code evaluate} tells it. Losses per character
 * are there to compare models of different tokens; where some tokens are unknown they compare
 * nothing, since a model need not spell what it does not know, and so they are left out unless
 * asked for.
 *
 * @param unknownShare of the split's tokens
 * @param perCharacter whether they were asked for
 * @param floor of a generated corpus
 */
record LanguageScore(
    Score score, double unknownShare, boolean perCharacter, Optional<Floor> floor) {

  private boolean tellsPerCharacter() {
    return perCharacter || unknownShare == 0 || floor.isPresent();
  }

  /** Returns the score for people, line by line. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        Text.format(
            "loss       %.4f nats per token (%s unknown), perplexity %.3f, %.4f bits per token",
            score.loss(), Texts.share(unknownShare), score.perplexity(), score.bitsPerToken()));
    if (tellsPerCharacter()) {
      lines.add(
          Text.format(
              "           %.4f nats per character, %.4f bits per character",
              score.natsPerCharacter(), score.bitsPerCharacter()));
    }
    if (unknownShare > 0) {
      lines.add(
          tellsPerCharacter()
              ? "           unknown tokens count as one guess each: not comparable with other vocabularies"
              : "           per character it is not comparable, since tokens are unknown; --per-character tells it all the same");
    }
    floor.ifPresent(
        known ->
            lines.add(
                Text.format(
                    "floor      %.4f nats per character: no model can do better; this one is %.1f %% above it",
                    known.natsPerCharacter(),
                    100 * (score.natsPerCharacter() / known.natsPerCharacter() - 1))));
    return lines;
  }

  /** Returns the score for programs. */
  Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("tokens", score.targets());
    fields.put("characters", score.characters());
    fields.put("unknownShare", unknownShare);
    fields.put("nats", score.nats());
    fields.put("loss", score.loss());
    fields.put("perplexity", score.perplexity());
    fields.put("bitsPerToken", score.bitsPerToken());
    if (tellsPerCharacter()) {
      fields.put("natsPerCharacter", score.natsPerCharacter());
      fields.put("bitsPerCharacter", score.bitsPerCharacter());
    }
    floor.ifPresent(known -> fields.put("floorNatsPerCharacter", known.natsPerCharacter()));
    return fields;
  }
}
