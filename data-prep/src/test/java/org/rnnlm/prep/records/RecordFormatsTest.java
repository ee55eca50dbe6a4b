package org.rnnlm.prep.records;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which formats of records there are. */
class RecordFormatsTest {
  @Test
  void everyFormatThatIsWrittenCanBeChosen() {
    List<String> written =
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("org.rnnlm.prep")
                .stream()
                .filter(found -> found.isAssignableTo(RecordFormat.class))
                .filter(found -> !found.isInterface())
                .map(JavaClass::getName)
                .toList();

    assertThat(RecordFormats.all().stream().map(format -> format.getClass().getName()))
        .containsExactlyInAnyOrderElementsOf(written);
  }
}
