package org.rnnlm.prep.corpus;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class CorpusSpecTest {
  @Test
  void anEncyclopediaHasAtLeastOneArticle() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CorpusSpec(0, 1, Topic.EVERYTHING, 0))
        .withMessage("articles is 0, must be at least 1");
  }

  @Test
  void aStreamHasNoNegativeNumberOfPages() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CorpusSpec(1, 1, Topic.EVERYTHING, -3))
        .withMessage("pagesPerStream is -3, must be 0 (one stream) or more");
  }
}
