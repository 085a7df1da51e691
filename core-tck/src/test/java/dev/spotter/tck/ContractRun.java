package dev.spotter.tck;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Set;
import java.util.stream.Collectors;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

/** Runs a kit over an adapter inside a test. */
final class ContractRun {
    private ContractRun() {}

    /** The names of the test methods that failed. */
    static Set<String> failedTests(Class<?> kit) {
        Events tests = EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(kit))
                .execute()
                .testEvents();
        if (tests.started().count() == 0) {
            throw new AssertionError("no tests were found in " + kit);
        }
        return tests.failed().stream().map(ContractRun::methodName).collect(Collectors.toSet());
    }

    private static String methodName(Event event) {
        return event.getTestDescriptor()
                .getSource()
                .map(MethodSource.class::cast)
                .map(MethodSource::getMethodName)
                .orElseThrow();
    }
}
