package org.rnnlm.prep.steps;

import java.util.List;
import org.rnnlm.io.Folder;
import org.rnnlm.io.StoredFile;
import org.rnnlm.vocabulary.TokenizerJson;
import org.rnnlm.vocabulary.Vocabulary;
import org.rnnlm.vocabulary.VocabularyFile;

/**
 * A vocabulary and the files that it is written to.
 *
 * @param others for other programs, where there are any
 */
record StoredVocabulary(Vocabulary vocabulary, StoredFile file, List<StoredFile> others) {

  static StoredVocabulary write(Vocabulary vocabulary, Folder output) {
    StoredFile file = output.write(VocabularyFile.NAME, VocabularyFile.format(vocabulary));
    List<StoredFile> others =
        TokenizerJson.format(vocabulary)
            .map(json -> output.write(TokenizerJson.NAME, json))
            .stream()
            .toList();
    return new StoredVocabulary(vocabulary, file, others);
  }
}
