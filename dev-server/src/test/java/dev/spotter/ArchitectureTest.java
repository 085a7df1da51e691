package dev.spotter;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.spotter.core.classification.Classifier;
import dev.spotter.core.error.ModelException;
import dev.spotter.core.error.SpotterException;
import dev.spotter.core.image.ImageStore;
import dev.spotter.core.prediction.PredictionRepository;
import dev.spotter.devserver.AddressUnavailableException;
import dev.spotter.inference.ClassifierProvider;
import dev.spotter.inference.network.NetworkEmbedder;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The rules that hold the parts apart. A rule that finds no class fails, so a renamed package cannot slip out of it.
 */
@AnalyzeClasses(
        packages = "dev.spotter",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.DoNotIncludeTestJars.class})
final class ArchitectureTest {
    /** The jars with what tests of several modules use. */
    static final class DoNotIncludeTestJars implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }

    @ArchTest
    static final ArchRule CORE_KNOWS_THE_JDK_ONLY = classes()
            .that()
            .resideInAPackage("dev.spotter.core..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("dev.spotter.core..", "java..", "org.jspecify..")
            .because("whoever uses the ports takes on no dependency by it");

    @ArchTest
    static final ArchRule CORE_HAS_NO_CYCLES = slices().matching("dev.spotter.core.(*)..")
            .should()
            .beFreeOfCycles()
            .because("each package can be read with those below it alone");

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES = slices().matching("dev.spotter.(**)")
            .should()
            .beFreeOfCycles()
            .because("each package can be read with those below it alone");

    @ArchTest
    static final ArchRule API_KNOWS_NO_SERVER = classes()
            .that()
            .resideInAPackage("dev.spotter.api")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.spotter.api..",
                    "dev.spotter.core..",
                    "java..",
                    "javax.crypto..",
                    "org.jspecify..",
                    "com.fasterxml.jackson..",
                    "org.apache.commons.fileupload2..")
            .because("the dev server and the Lambdas answer with the same bytes");

    @ArchTest
    static final ArchRule WEBP_KNOWS_THE_JDK_ONLY = classes()
            .that()
            .resideInAPackage("dev.spotter.imaging.webp")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("dev.spotter.imaging.webp", "java..", "org.jspecify..")
            .because("a decoder can be used, and read, alone");

    @ArchTest
    static final ArchRule IMAGING_KNOWS_THE_CORE_ONLY = noClasses()
            .that()
            .resideInAPackage("dev.spotter.imaging..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("dev.spotter..")
                    .and(not(resideInAnyPackage("dev.spotter.core..", "dev.spotter.imaging.."))))
            .because("whatever reads images reads them by the same code");

    @ArchTest
    static final ArchRule INFERENCE_KNOWS_NO_ENGINE = noClasses()
            .that()
            .resideInAPackage("dev.spotter.inference..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("dev.spotter..")
                    .and(not(resideInAnyPackage(
                            "dev.spotter.core..", "dev.spotter.imaging", "dev.spotter.inference.."))))
            .because("every engine is given its images, and its models, by the same code");

    @ArchTest
    static final ArchRule ENGINES_KNOW_INFERENCE_ONLY = noClasses()
            .that()
            .resideInAnyPackage("dev.spotter.pytorch", "dev.spotter.onnxruntime")
            .should()
            .dependOnClassesThat(resideInAnyPackage("dev.spotter..")
                    .and(not(resideInAnyPackage(
                            "dev.spotter.core..",
                            "dev.spotter.imaging",
                            "dev.spotter.inference..",
                            "dev.spotter.pytorch",
                            "dev.spotter.onnxruntime"))))
            .because("dependencies point inward");

    @ArchTest
    static final ArchRule STORAGE_KNOWS_THE_CORE_ONLY = noClasses()
            .that()
            .resideInAPackage("dev.spotter.storage..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("dev.spotter..")
                    .and(not(resideInAnyPackage("dev.spotter.core..", "dev.spotter.storage.."))))
            .because("dependencies point inward");

    @ArchTest
    static final ArchRule EMULATOR_FORCES_NO_ENGINE = noClasses()
            .that()
            .resideInAPackage("dev.spotter.emulator..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("dev.spotter..")
                    .and(not(resideInAnyPackage(
                            "dev.spotter.core..", "dev.spotter.inference..", "dev.spotter.emulator.."))))
            .because("a test that uses it chooses what its class path holds");

    @ArchTest
    static final ArchRule FUNCTIONS_KNOW_WHAT_IS_DEPLOYED_ONLY = noClasses()
            .that()
            .resideInAPackage("dev.spotter.lambda..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("dev.spotter..")
                    .and(not(resideInAnyPackage(
                            "dev.spotter.core..",
                            "dev.spotter.api..",
                            "dev.spotter.aws..",
                            "dev.spotter.inference.model",
                            "dev.spotter.onnxruntime",
                            "dev.spotter.lambda.."))))
            .because("everything that they use is uploaded to Lambda with them");

    @ArchTest
    static final ArchRule CONTRACTS_KNOW_THE_CORE_ONLY = noClasses()
            .that()
            .resideInAPackage("dev.spotter.tck..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("dev.spotter..")
                    .and(not(resideInAnyPackage("dev.spotter.core..", "dev.spotter.tck.."))))
            .because("adapters of other people are tested by them too");

    @ArchTest
    static final ArchRule API_CONTRACT_KNOWS_NO_CODE = noClasses()
            .that()
            .resideInAPackage("dev.spotter.api.tck")
            .should()
            .dependOnClassesThat(
                    resideInAnyPackage("dev.spotter..").and(not(resideInAnyPackage("dev.spotter.api.tck"))))
            .because("it checks responses against openapi.yaml, whatever code made them");

    @ArchTest
    static final ArchRule PUBLIC_TYPES_ARE_NEEDED_ELSEWHERE = classes()
            .that()
            .arePublic()
            .and()
            .areTopLevelClasses()
            .and()
            // Only tests use these: contracts, the emulator's JUnit extension, and predictions in memory. Users of the
            // library fit layers themselves.
            .resideOutsideOfPackages(
                    "..tck..",
                    "dev.spotter.emulator.junit",
                    "dev.spotter.storage.memory",
                    "dev.spotter.inference.teaching")
            .and()
            // ServiceLoader finds these.
            .areNotAssignableTo(ClassifierProvider.class)
            .and()
            // Users of the library open these; the server and the command line classify.
            .areNotAssignableTo(NetworkEmbedder.class)
            .and()
            .doNotHaveFullyQualifiedName("dev.spotter.inference.Embedders")
            .and()
            // The JVM starts this.
            .doNotHaveFullyQualifiedName("dev.spotter.cli.SpotterCommand")
            .should(beNamedInAnotherPackage())
            .because("what one package needs alone is package-private");

    @ArchTest
    static final ArchRule INTERNAL_TYPES_ARE_NOT_SHOWN = classes()
            .that()
            .arePublic()
            .and()
            .resideOutsideOfPackages("..internal..", "dev.spotter.devserver..")
            .should(notShowInternalTypes())
            .because("who uses the public types need not know the internal ones");

    @ArchTest
    static final ArchRule ENGINES_DO_NOT_KNOW_EACH_OTHER = slices().matching("dev.spotter.(pytorch|onnxruntime)")
            .should()
            .notDependOnEachOther()
            .because("each can be used without the other");

    @ArchTest
    static final ArchRule STORES_DO_NOT_KNOW_EACH_OTHER = slices().matching(
                    "dev.spotter.storage.(filesystem|sqlite|memory)")
            .should()
            .notDependOnEachOther()
            .because("each can be used without the others");

    @ArchTest
    static final ArchRule DJL_STAYS_IN_ITS_ADAPTER = noClasses()
            .that()
            .resideOutsideOfPackage("dev.spotter.pytorch")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("ai.djl..")
            .because("another engine can take its place");

    @ArchTest
    static final ArchRule SQLITE_STAYS_IN_ITS_ADAPTER = noClasses()
            .that()
            .resideOutsideOfPackage("dev.spotter.storage.sqlite")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.sqlite..", "java.sql..")
            .because("another database can take its place");

    @ArchTest
    static final ArchRule THE_WAY_TO_LABELS_KNOWS_NO_ENGINE = noClasses()
            .that()
            .resideInAnyPackage("dev.spotter.inference.network", "dev.spotter.imaging")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.spotter.pytorch..", "dev.spotter.inference.model..")
            .because("every engine is given its images by the same code");

    @ArchTest
    static final ArchRule DJL_IS_NOT_SHOWN = methods()
            .that()
            .arePublic()
            .and()
            .areDeclaredInClassesThat()
            .resideInAPackage("dev.spotter.pytorch")
            .and()
            .areDeclaredInClassesThat()
            .arePublic()
            .should()
            .notHaveRawReturnType(resideInAnyPackage("ai.djl.."))
            .because("DJL's types do not leave the adapter");

    @ArchTest
    static final ArchRule ONNX_RUNTIME_STAYS_IN_ITS_ADAPTER = noClasses()
            .that()
            .resideOutsideOfPackage("dev.spotter.onnxruntime")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("ai.onnxruntime..")
            .because("everything else does without its jar");

    @ArchTest
    static final ArchRule METERS_AND_LOG_KNOW_THE_CORE_ONLY = noClasses()
            .that()
            .resideInAnyPackage("dev.spotter.micrometer", "dev.spotter.logging")
            .should()
            .dependOnClassesThat(resideInAnyPackage("dev.spotter..")
                    .and(not(
                            resideInAnyPackage("dev.spotter.core..", "dev.spotter.micrometer", "dev.spotter.logging"))))
            .because("whatever has the ports can measure them");

    @ArchTest
    static final ArchRule METERS_AND_LOG_DO_NOT_KNOW_EACH_OTHER = slices().matching("dev.spotter.(micrometer|logging)")
            .should()
            .notDependOnEachOther()
            .because("each can be used without the other");

    @ArchTest
    static final ArchRule JAVALIN_STAYS_IN_THE_DEV_SERVER = noClasses()
            .that()
            .resideOutsideOfPackage("dev.spotter.devserver..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.javalin..", "jakarta.servlet..")
            .because("the API's routes answer plain values, whoever brings them");

    @ArchTest
    static final ArchRule JETTY_STAYS_IN_THE_SERVERS = noClasses()
            .that()
            .resideOutsideOfPackages("dev.spotter.devserver", "dev.spotter.emulator..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.eclipse.jetty..")
            .because("everything else answers requests as plain values");

    @ArchTest
    static final ArchRule ENVIRONMENT_IS_READ_AT_THE_EDGE = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "dev.spotter.cli",
                    "dev.spotter.inference",
                    "dev.spotter.pytorch",
                    "dev.spotter.onnxruntime",
                    "dev.spotter.lambda")
            .should()
            .callMethod(System.class, "getenv")
            .orShould()
            .callMethod(System.class, "getenv", String.class)
            .because("configuration is a value that is passed in");

    @ArchTest
    static final ArchRule ADAPTERS_ARE_NAMED_FOR_THEIR_PORT = classes()
            .that()
            .implement(ImageStore.class)
            .or()
            .implement(Classifier.class)
            .or()
            .implement(PredictionRepository.class)
            .should()
            .haveNameMatching(".*(ImageStore|Classifier|PredictionRepository)")
            .because("the name says the technology and the port");

    @ArchTest
    static final ArchRule PORTS_ARE_SMALL = classes()
            .that()
            .belongToAnyOf(ImageStore.class, Classifier.class, PredictionRepository.class)
            .should(haveAtMostFiveMethods())
            .because("a port is easy to implement");

    @ArchTest
    static final ArchRule ERRORS_ARE_OURS = classes()
            .that()
            .resideInAPackage("dev.spotter..")
            .and()
            .arePublic()
            .and()
            .areAssignableTo(Throwable.class)
            .and()
            // What a decoder throws to its codec is checked: the compiler sees to it that it is translated.
            .areNotAssignableTo(IOException.class)
            .and()
            // No request meets it: the server does not start.
            .areNotAssignableTo(AddressUnavailableException.class)
            .should()
            .beAssignableTo(SpotterException.class)
            .because("one mapping tells every error to people and programs");

    @ArchTest
    static final ArchRule NAMES_SAY_WHAT_THINGS_ARE = noClasses()
            .should()
            .haveNameMatching(".*(Impl|UseCase|Utils?|Helper|Manager|Mapper)")
            .orShould()
            .resideInAnyPackage("..util..", "..impl..", "..common..")
            .because("a name that says nothing hides what belongs elsewhere");

    @ArchTest
    static final ArchRule CLASSES_ARE_NOT_FOR_EXTENDING = classes()
            .that()
            .arePublic()
            .and()
            .areNotInterfaces()
            .and()
            .areNotEnums()
            .and()
            .doNotHaveModifier(JavaModifier.ABSTRACT)
            .and()
            .doNotHaveFullyQualifiedName(ModelException.class.getName())
            .should()
            .haveModifier(JavaModifier.FINAL)
            .because("what may be extended must be designed for it: the contract kits, sealed types, and the errors of"
                    + " models, whose kinds the libraries tell apart, are");

    private ArchitectureTest() {}

    private static ArchCondition<JavaClass> beNamedInAnotherPackage() {
        return new ArchCondition<>("be used in another package, or be in the signature of a public type") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean isNeeded = type.getDirectDependenciesToSelf().stream()
                        .map(Dependency::getOriginClass)
                        .anyMatch(user -> !user.getPackage().equals(type.getPackage())
                                || shownBy(user).contains(type));
                events.add(
                        new SimpleConditionEvent(type, isNeeded, type.getName() + " is needed by its package alone"));
            }
        };
    }

    private static ArchCondition<JavaClass> notShowInternalTypes() {
        return new ArchCondition<>("have no internal types in their signatures") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (JavaClass shown : shownBy(type)) {
                    boolean isInternal = shown.getPackageName().contains(".internal");
                    events.add(new SimpleConditionEvent(
                            type, !isInternal, "%s shows %s".formatted(type.getName(), shown.getName())));
                }
            }
        };
    }

    /** The types in the signatures that a user of a type sees. */
    private static Set<JavaClass> shownBy(JavaClass type) {
        Stream<JavaType> signatures = type.getCodeUnits().stream()
                .filter(ArchitectureTest::isVisible)
                .flatMap(unit -> Stream.concat(unit.getParameterTypes().stream(), Stream.of(unit.getReturnType())));
        Stream<JavaType> supertypes = Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream());
        return !type.getModifiers().contains(JavaModifier.PUBLIC)
                ? Set.of()
                : Stream.concat(signatures, supertypes)
                        .flatMap(seen -> seen.getAllInvolvedRawTypes().stream())
                        .filter(seen -> seen.getPackageName().startsWith("dev.spotter"))
                        .collect(Collectors.toSet());
    }

    private static boolean isVisible(JavaCodeUnit unit) {
        return unit.getModifiers().contains(JavaModifier.PUBLIC)
                || unit.getModifiers().contains(JavaModifier.PROTECTED);
    }

    private static ArchCondition<JavaClass> haveAtMostFiveMethods() {
        return new ArchCondition<>("have at most five methods") {
            @Override
            public void check(JavaClass port, ConditionEvents events) {
                int count = port.getMethods().size();
                events.add(new SimpleConditionEvent(port, count <= 5, port.getName() + " has " + count + " methods"));
            }
        };
    }
}
