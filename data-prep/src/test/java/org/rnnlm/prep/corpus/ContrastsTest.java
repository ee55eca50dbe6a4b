package org.rnnlm.prep.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ContrastsTest {
  @ParameterizedTest
  @EnumSource(Topic.class)
  void theGrammarGivesTheGoodTextAndNotTheBadOne(Topic topic) {
    Contrasts contrasts = new Contrasts(11, topic);
    Map<Contrast.Kind, Integer> kinds = new EnumMap<>(Contrast.Kind.class);
    for (long index = 0; index < 150; index++) {
      for (Contrast contrast : contrasts.of(index)) {
        kinds.merge(contrast.kind(), 1, Integer::sum);
        assertThat(Derivations.of(topic.grammar(), contrast.good())).hasSize(1);
        assertThat(Derivations.of(topic.grammar(), contrast.bad()))
            .as("%s: %s", contrast.kind(), contrast.bad())
            .isEmpty();
      }
    }
    assertThat(kinds).containsOnlyKeys(Contrast.Kind.values());
    assertThat(kinds.values()).allMatch(count -> count >= 30);
  }

  @Test
  void thePairsOfAnArticleDependOnItAlone() {
    assertThat(new Contrasts(3, Topic.TOWNS).of(8)).isEqualTo(new Contrasts(3, Topic.TOWNS).of(8));
    assertThat(new Contrasts(3, Topic.TOWNS).of(8).get(0).good())
        .isEqualTo(new Encyclopedia(3, Topic.TOWNS).article(8).text());
  }

  @Test
  void asManyAreWrittenAsAreAskedForALineEach() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ContrastsWriter.write(new Contrasts(3, Topic.TOWNS), 8, 7, out);
    List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
    String text = new Encyclopedia(3, Topic.TOWNS).article(8).text().replace("\n", "\\n");
    assertThat(lines).hasSize(7);
    assertThat(lines.get(0))
        .startsWith("{\"sentence_good\":\"" + text + "\",\"sentence_bad\":\"")
        .endsWith("\",\"UID\":\"other-title\",\"linguistics_term\":\"memory\"}");
  }
}
