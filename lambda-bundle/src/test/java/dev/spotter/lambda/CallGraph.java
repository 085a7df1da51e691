package dev.spotter.lambda;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What Spotter's code calls, starting at one class: told by the class files, not by running them. A call of an
 * interface's or a superclass's method leads to those classes that an object is made of on the way.
 */
final class CallGraph {
    private static final JavaClasses SPOTTER = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.spotter");

    /** Packages that reach no service, as the rules of the architecture say. */
    private static final List<String> NO_SERVICE = List.of("dev.spotter.inference.", "dev.spotter.onnxruntime.");

    private final Set<JavaCodeUnit> reached = new HashSet<>();
    private final Set<JavaClass> made = new HashSet<>();
    private final Set<String> outside = new TreeSet<>();

    private CallGraph() {}

    /**
     * The methods that are called from the class on, {@code dev.spotter.aws.s3.S3ImageStore.load}, and those of other
     * libraries.
     */
    static Set<String> from(String start) {
        CallGraph reach = new CallGraph();
        JavaClass first = SPOTTER.get(start);
        first.getCodeUnits().stream().filter(unit -> isEntry(unit)).forEach(reach::add);
        // Until nothing new is found: a class that is made late is where an earlier call may lead.
        int before;
        do {
            before = reach.reached.size() + reach.made.size();
            Set.copyOf(reach.reached).forEach(reach::follow);
        } while (reach.reached.size() + reach.made.size() > before);
        reach.reached.forEach(unit -> reach.outside.add(unit.getOwner().getName() + "." + unit.getName()));
        return reach.outside;
    }

    private static boolean isEntry(JavaCodeUnit unit) {
        return unit.getName().equals("handleRequest")
                || (unit.isConstructor() && unit.getRawParameterTypes().isEmpty());
    }

    private void add(JavaCodeUnit unit) {
        reached.add(unit);
        if (unit.isConstructor()) {
            made.add(unit.getOwner());
        }
        unit.getOwner().getStaticInitializer().ifPresent(reached::add);
    }

    private void follow(JavaCodeUnit unit) {
        for (JavaAccess<?> access : unit.getAccessesFromSelf()) {
            access.getTargetOwner().getStaticInitializer().ifPresent(reached::add);
            if (access.getTarget() instanceof CodeUnitAccessTarget target) {
                follow(target);
            }
        }
    }

    private void follow(CodeUnitAccessTarget target) {
        JavaClass owner = target.getOwner();
        if (!owner.getName().startsWith("dev.spotter.") || NO_SERVICE.stream().anyMatch(owner.getName()::startsWith)) {
            outside.add(owner.getName() + "." + target.getName());
            return;
        }
        target.resolveMember().ifPresent(this::add);
        for (JavaClass each : Set.copyOf(made)) {
            if (each.isAssignableTo(owner.getName())) {
                each.tryGetMethod(target.getName(), names(target)).ifPresent(this::add);
            }
        }
    }

    private static String[] names(CodeUnitAccessTarget target) {
        return target.getRawParameterTypes().stream().map(JavaClass::getName).toArray(String[]::new);
    }
}
