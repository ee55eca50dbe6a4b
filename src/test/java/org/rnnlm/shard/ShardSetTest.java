package org.rnnlm.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Folder;
import org.rnnlm.io.NewerFormatException;
import org.rnnlm.io.StoredFile;
import org.rnnlm.vocabulary.TokenKind;
import org.rnnlm.vocabulary.TokenSpec;
import org.rnnlm.vocabulary.Vocabulary;
import org.rnnlm.vocabulary.VocabularyFile;

class ShardSetTest {
  private static final Configuration HADOOP = new Configuration();

  @TempDir Path directory;
  private Folder folder;
  private ShardManifest written;

  @BeforeEach
  void write() {
    folder = Folder.at(directory.toString(), HADOOP);
    written = SampleShardSet.write(folder);
  }

  @Test
  void whatWasWrittenIsOpened() {
    ShardSet data = ShardSet.open(directory.toString(), HADOOP);

    assertThat(data.manifest()).isEqualTo(written);
    assertThat(data.vocabulary().entries()).isEqualTo(SampleShardSet.vocabulary().entries());
    assertThat(data.split(Split.TRAIN).shards())
        .extracting(shard -> shard.file().name())
        .containsExactly(
            "train/shard-00000.parquet", "train/shard-00001.parquet", "train/shard-00002.parquet");
    assertThat(data.split(Split.VALID).records()).isEqualTo(5);
    assertThat(data.folder().location()).isEqualTo(directory.toString());
  }

  @Test
  void aFolderThatDoesNotExistIsNamed() {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> ShardSet.open(directory + "/missing", HADOOP))
        .withMessage(directory + "/missing does not exist; give the folder that prepare wrote");
  }

  @Test
  void aFolderWithoutAManifestIsNotAShardSet() {
    folder.delete(ShardManifest.NAME);

    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> ShardSet.open(directory.toString(), HADOOP))
        .withMessage(
            directory
                + " has no MANIFEST.json: it is no shard set, or prepare did not finish it; give"
                + " the folder that prepare wrote as its --output");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"rnnlm-shards\"|\"rnnlm-checkpoint\"|format is 'rnnlm-checkpoint' instead of"
            + " 'rnnlm-shards'",
        "\"version\" : 3|\"version\" : 0|format version is 0, versions are counted from 1",
        "\"length\" : 6|\"length\" : 0|length is 0",
        "\"mode\" : \"STREAM\"|\"mode\" : \"SPIRAL\"|mode 'SPIRAL' is not known, this program reads"
            + " [STREAM, SENTENCE, WINDOW, LABELLED, PAIR, TAGGED]",
        "\"mode\" : \"STREAM\"|\"mode\" : \"WINDOW\"|stride is 0, it must be from 1 to the length"
            + " of 6",
        "\"stride\" : 0|\"stride\" : 2|stride is 2, mode STREAM has none",
        "\"stride\" : 0,||field 'stride' is missing",
        "\"version\" : 3|\"version\" : 1|field 'mode' is of a later format version",
        "\"version\" : 3|\"version\" : 2|field 'classes' is of a later format version",
        "\"classes\" : [ ]|\"classes\" : [ \"a\" ]|a set of mode STREAM has classes [a]",
        "\"valid\" :|\"extra\" :|split 'valid' is missing",
        "\"vocabulary.tsv\"|\"../vocabulary.tsv\"|leaves the manifest's folder",
        "\"train/shard-00001|\"/train/shard-00001|leaves the manifest's folder",
        "\"firstSequence\" : 8|\"firstSequence\" : 7|begins at sequence 7 instead of 8",
        "\"records\" : 11|\"records\" : 12|shards hold 11 sequences, the split says 12",
        "\"fingerprint\"|\"finger\"|finger",
        "\"settings\" :|\"comment\" : \"hello\", \"settings\" :|comment",
      })
  void aManifestThatIsNotOursIsRefusedWithItsReason(String piece, String damage, String reason) {
    changeManifest(piece, damage == null ? "" : damage);

    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> ShardSet.open(directory.toString(), HADOOP))
        .withMessageStartingWith(directory + "/MANIFEST.json cannot be read: ")
        .withMessageContaining(reason);
  }

  @Test
  void aManifestOfANewerVersionIsNotTakenForADamagedOne() {
    changeManifest("\"version\" : 3", "\"version\" : 6, \"later\" : true");

    assertThatExceptionOfType(NewerFormatException.class)
        .isThrownBy(() -> ShardSet.open(directory.toString(), HADOOP))
        .withMessage(
            directory
                + "/MANIFEST.json is of format version 6, and this rnnlm reads versions up to 5: a"
                + " newer rnnlm wrote it; use that one");
  }

  @Test
  void aSplitWithoutContentIsRefused() {
    String text = folder.readText(ShardManifest.NAME);
    int start = text.indexOf("\"valid\" :") + "\"valid\" :".length();
    int end = text.lastIndexOf("}", text.lastIndexOf("}") - 1);
    folder.write(ShardManifest.NAME, text.substring(0, start) + " null\n  " + text.substring(end));

    assertRefused("MANIFEST.json cannot be read: split 'valid' is missing");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.1, 0.5, 0.9, 0.999})
  void aTruncatedManifestIsNamed(double share) {
    String text = folder.readText(ShardManifest.NAME).strip();
    folder.write(ShardManifest.NAME, text.substring(0, (int) (text.length() * share)));

    assertRefused("MANIFEST.json cannot be read: ");
  }

  @Test
  void aVocabularyThatWasChangedIsNamed() {
    String text = folder.readText(VocabularyFile.NAME);
    folder.write(VocabularyFile.NAME, text.replace("e\t29", "e\t28"));

    assertRefused("vocabulary.tsv does not have the SHA-256 of its manifest");
  }

  @Test
  void aVocabularyThatIsMissingIsNamed() {
    folder.delete(VocabularyFile.NAME);

    assertRefused("vocabulary.tsv does not exist");
  }

  @Test
  void theVocabularyOfAnotherCorpusIsRefusedThoughItsFileIsSound() {
    Vocabulary other =
        Vocabulary.of(
            TokenSpec.of(TokenKind.CHARACTERS), List.of(new Vocabulary.Entry("x", 5)), 5, 1, 0, 1);
    StoredFile stored = folder.write(VocabularyFile.NAME, VocabularyFile.format(other));
    changeManifest(written.vocabulary().sha256(), stored.sha256());
    changeManifest(
        "\"bytes\" : " + written.vocabulary().bytes() + ",", "\"bytes\" : " + stored.bytes() + ",");

    assertRefused("vocabulary.tsv is not the vocabulary that the manifest was written with");
  }

  @Test
  void aVocabularySizeThatDoesNotAddUpIsRefused() {
    changeManifest("\"vocabularySize\" : 12", "\"vocabularySize\" : 13");

    assertRefused("MANIFEST.json says that the vocabulary has 13 tokens, it has 12");
  }

  private void changeManifest(String piece, String change) {
    String text = folder.readText(ShardManifest.NAME);
    assertThat(text).contains(piece);
    folder.write(ShardManifest.NAME, text.replace(piece, change));
  }

  private void assertRefused(String message) {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> ShardSet.open(directory.toString(), HADOOP))
        .withMessageStartingWith(directory + "/" + message);
  }
}
