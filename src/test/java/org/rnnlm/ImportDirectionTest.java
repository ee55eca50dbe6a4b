package org.rnnlm;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.ObjectInputStream;
import org.junit.jupiter.api.Test;
import org.rnnlm.io.Json;

/** Which package may know what: each {@code package-info.java} in rules. */
class ImportDirectionTest {
  private static final String[] SPARK = {"org.apache.spark..", "org.deeplearning4j.spark.."};
  private static final String[] DL4J = {"org.deeplearning4j..", "org.nd4j.."};

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
        .importUrl(Json.class.getProtectionDomain().getCodeSource().getLocation());
  }

  @Test
  void thereAreClassesToLookAt() {
    assertThat(CLASSES).hasSizeGreaterThan(40);
  }

  @Test
  void filesTokensAndShardsKnowNeitherSparkNorDl4j() {
    noClasses()
        .that()
        .resideInAnyPackage("org.rnnlm.io..", "org.rnnlm.vocabulary..", "org.rnnlm.shard..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(SPARK)
        .orShould()
        .dependOnClassesThat()
        .resideInAnyPackage(DL4J)
        .check(CLASSES);
  }

  @Test
  void tagsKnowNothingOfOurs() {
    noClasses()
        .that()
        .resideInAPackage("org.rnnlm.tags..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("org.rnnlm..").and(not(resideInAPackage("org.rnnlm.tags.."))))
        .check(CLASSES);
  }

  @Test
  void kernelsKnowNeitherSparkNorDl4j() {
    noClasses()
        .that()
        .resideInAPackage("org.rnnlm.kernel..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(SPARK)
        .orShould()
        .dependOnClassesThat()
        .resideInAnyPackage(DL4J)
        .check(CLASSES);
  }

  @Test
  void kernelsKnowNoOtherPackageOfOursButTexts() {
    noClasses()
        .that()
        .resideInAPackage("org.rnnlm.kernel..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("org.rnnlm..")
                .and(not(resideInAnyPackage("org.rnnlm.kernel..", "org.rnnlm.text.."))))
        .check(CLASSES);
  }

  @Test
  void layersKnowOfOursTheKernelsAndTextsAlone() {
    noClasses()
        .that()
        .resideInAPackage("org.rnnlm.layer..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("org.rnnlm..")
                .and(
                    not(
                        resideInAnyPackage(
                            "org.rnnlm.kernel..", "org.rnnlm.layer..", "org.rnnlm.text.."))))
        .orShould()
        .dependOnClassesThat()
        .resideInAnyPackage(SPARK)
        .check(CLASSES);
  }

  @Test
  void filesVocabulariesAndShardListsKnowNoKernels() {
    noClasses()
        .that()
        .resideInAnyPackage("org.rnnlm.io..", "org.rnnlm.vocabulary..", "org.rnnlm.shard..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.rnnlm.kernel..", "org.rnnlm.layer..", "org.bytedeco..")
        .check(CLASSES);
  }

  @Test
  void onlyTrainingEvaluationAndTheNamesOfJobsKnowSpark() {
    noClasses()
        .that()
        .resideOutsideOfPackages("org.rnnlm.train..", "org.rnnlm.evaluate..", "org.rnnlm.job..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(SPARK)
        .check(CLASSES);
  }

  @Test
  void onlyTrainingKnowsDl4jsSparkModule() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.rnnlm.train..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.deeplearning4j.spark..")
        .check(CLASSES);
  }

  @Test
  void filesKnowNoOtherPackageOfOurs() {
    noClasses()
        .that()
        .resideInAPackage("org.rnnlm.io..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.rnnlm.vocabulary..",
            "org.rnnlm.shard..",
            "org.rnnlm.model..",
            "org.rnnlm.train..",
            "org.rnnlm.checkpoint..",
            "org.rnnlm.evaluate..",
            "org.rnnlm.generate..")
        .check(CLASSES);
  }

  @Test
  void whatARunsFolderHoldsIsKnownWithoutTrainingScoringAndReports() {
    noClasses()
        .that()
        .resideInAPackage("org.rnnlm.run..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.rnnlm.train..",
            "org.rnnlm.evaluate..",
            "org.rnnlm.generate..",
            "org.rnnlm.translate..",
            "org.rnnlm.report..")
        .check(CLASSES);
  }

  @Test
  void reportsReadRecordsAndNoFieldsByTheirNames() {
    noClasses()
        .that()
        .resideInAPackage("org.rnnlm.report..")
        .should()
        .callMethod(Json.class, "tree", String.class, String.class)
        .orShould()
        .callMethod(JsonNode.class, "path", String.class)
        .orShould()
        .callMethod(JsonNode.class, "get", String.class)
        .check(CLASSES);
  }

  @Test
  void packagesFormNoCycle() {
    slices().matching("org.rnnlm.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void theCoreKnowsNeitherPreparationNorPrograms() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.rnnlm.prep..", "org.rnnlm.jobs..")
        .check(CLASSES);
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
