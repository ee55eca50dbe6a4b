package org.rnnlm.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutputSpecTest {
  @ParameterizedTest
  @CsvSource({
    "2, '1'",
    "11, '2'",
    "10004, '2000'",
    "50004, '4000 20000'",
    "200000, '4000 20000 100000'",
    "9000000, '4000 20000 100000'"
  })
  void cutoffsFollowFromTheVocabularysSize(int vocabularySize, String cutoffs) {
    List<Integer> expected = Arrays.stream(cutoffs.split(" ")).map(Integer::valueOf).toList();
    assertThat(OutputSpec.ADAPTIVE.cutoffs(vocabularySize)).isEqualTo(expected);
    assertThat(OutputSpec.FULL.cutoffs(vocabularySize)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"12, 13", "13, 13"})
  void thoseThatAreGivenHaveToBeInTheVocabulary(int vocabularySize, int last) {
    OutputSpec given = new OutputSpec(OutputSpec.Kind.ADAPTIVE, List.of(4, last));
    assertThat(given.cutoffs(14)).containsExactly(4, last);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> given.cutoffs(vocabularySize))
        .withMessageContaining("the vocabulary has " + vocabularySize + " tokens");
  }
}
