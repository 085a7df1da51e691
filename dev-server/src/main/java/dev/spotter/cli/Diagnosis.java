package dev.spotter.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** All that {@code doctor} found out. Not thread-safe. */
final class Diagnosis {
    private final boolean json;
    private final List<Finding> findings = new ArrayList<>();

    /** @param json whether all is printed as one JSON object, at the end */
    Diagnosis(boolean json) {
        this.json = json;
    }

    void ok(String name, String text) {
        add(name, Finding.State.OK, text);
    }

    void warning(String name, String text) {
        add(name, Finding.State.WARNING, text);
    }

    void problem(String name, String text) {
        add(name, Finding.State.PROBLEM, text);
    }

    /** Prints what is left, the last sentence among it, and gives the exit status. */
    int finish() {
        boolean works = named(Finding.State.PROBLEM).isEmpty();
        if (json) {
            ObjectNode object =
                    JsonNodeFactory.instance.objectNode().put("works", works).put("summary", summary());
            ArrayNode checks = object.putArray("checks");
            findings.forEach(finding -> checks.add(finding.json()));
            Console.outLines(EscapedText.line(object.toString()));
        } else {
            Console.out("%s", summary());
        }
        return works ? 0 : SpotterCommand.FAILED;
    }

    private void add(String name, Finding.State state, String text) {
        Finding finding = new Finding(name, state, text);
        findings.add(finding);
        if (!json) {
            Console.outLines(finding.line());
        }
    }

    private String summary() {
        String problems = named(Finding.State.PROBLEM);
        String warnings = named(Finding.State.WARNING);
        if (!problems.isEmpty()) {
            return "Spotter does not work yet: do what the check says for: %s.".formatted(problems);
        }
        return warnings.isEmpty()
                ? "Everything that Spotter needs works."
                : "Everything that Spotter needs works, with a warning for: %s.".formatted(warnings);
    }

    private String named(Finding.State state) {
        return findings.stream()
                .filter(finding -> finding.state() == state)
                .map(Finding::name)
                .collect(Collectors.joining(", "));
    }
}
