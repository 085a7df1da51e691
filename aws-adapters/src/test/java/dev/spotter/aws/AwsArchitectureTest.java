package dev.spotter.aws;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The rules that hold the AWS adapters apart from all else, and from each other. */
@AnalyzeClasses(packages = "dev.spotter.aws", importOptions = ImportOption.DoNotIncludeTests.class)
final class AwsArchitectureTest {
    @ArchTest
    static final ArchRule ADAPTERS_POINT_INWARD = classes()
            .that()
            .resideInAPackage("dev.spotter.aws..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.spotter.aws..",
                    "dev.spotter.core..",
                    "dev.spotter.imaging",
                    "java..",
                    "org.jspecify..",
                    "com.fasterxml.jackson..",
                    "software.amazon.awssdk..")
            .because("they are deployed alone, know no other adapter, and decode images as every other part does");

    @ArchTest
    static final ArchRule ADAPTERS_DO_NOT_KNOW_EACH_OTHER = slices().matching("dev.spotter.aws.(s3|sagemaker|dynamodb)")
            .should()
            .notDependOnEachOther()
            .because("each can be used without the others");

    @ArchTest
    static final ArchRule ENVIRONMENT_IS_NOT_READ = noClasses()
            .that()
            .resideInAPackage("dev.spotter.aws..")
            .should()
            .callMethod(System.class, "getenv")
            .orShould()
            .callMethod(System.class, "getenv", String.class)
            .because("endpoint, region and credentials come by the SDK's own means, all else is passed in");

    private AwsArchitectureTest() {}
}
