package org.rnnlm.prep;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.ObjectInputStream;
import org.junit.jupiter.api.Test;
import org.rnnlm.prep.corpus.CorpusSpec;

/** Which package may know what: each {@code package-info.java} in rules. */
class ImportDirectionTest {
  private static final JavaClasses CLASSES = classes();

  /**
   * Reads this module's classes. Of those of libraries the supertypes are all that is asked for,
   * and looking up what else they name takes a hundred times as long.
   */
  private static JavaClasses classes() {
    for (String what : new String[] {"MemberTypes", "AnnotationTypes", "GenericSignatureTypes"}) {
      ArchConfiguration.get()
          .setProperty("import.dependencyResolutionProcess.maxIterationsFor" + what, "0");
    }
    return new ClassFileImporter()
        .importUrl(CorpusSpec.class.getProtectionDomain().getCodeSource().getLocation());
  }

  @Test
  void thereAreClassesToLookAt() {
    assertThat(CLASSES).hasSizeGreaterThan(40);
  }

  @Test
  void onlyTheStepsAndTablesKnowSparkAndHadoop() {
    noClasses()
        .that()
        .resideOutsideOfPackages("org.rnnlm.prep.steps..", "org.rnnlm.prep.table..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.spark..", "org.apache.hadoop..", "scala..")
        .check(CLASSES);
  }

  @Test
  void preparingNeedsNoNetworks() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.deeplearning4j..", "org.nd4j..", "org.rnnlm.model..", "org.rnnlm.train..")
        .check(CLASSES);
  }

  @Test
  void markupAndTheGeneratedCorpusKnowNoOtherPackageOfOurs() {
    noClasses()
        .that()
        .resideInAPackage("org.rnnlm.prep.text..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.rnnlm.prep.dump..", "org.rnnlm.prep.corpus..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage("org.rnnlm.prep.corpus..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.rnnlm.prep.dump..",
            "org.rnnlm.prep.text..",
            "org.rnnlm.io..",
            "org.rnnlm.vocabulary..",
            "org.rnnlm.shard..")
        .check(CLASSES);
  }

  @Test
  void packagesFormNoCycle() {
    slices().matching("org.rnnlm.prep.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void nothingIsReadByJavaSerialization() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .areAssignableTo(ObjectInputStream.class)
        .check(CLASSES);
  }
}
