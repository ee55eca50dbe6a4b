package org.rnnlm.prep.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rnnlm.shard.Split;

class PackedDocumentTest {

  @Test
  void aDocumentComesBackAsItWasWhateverItsText() throws Exception {
    for (String text :
        List.of(
            "", "oak", "été 中 𝄞", "\ud834", "a\udd1e\ud834b", "\ud834\ud834\udd1e", "𝄞\ud834")) {
      Document document =
          new Document(
              7, 2, "T " + text, Split.TEST, Fate.TOO_SHORT, "c", text, new Portion(3, false));
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
        out.writeObject(document);
      }
      try (ObjectInputStream in =
          new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
        assertThat(in.readObject()).isEqualTo(document);
      }
    }
  }
}
