package dev.spotter.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What stands in template.yaml. Tags are passed over: {@code !Ref PredictionTable} reads as {@code PredictionTable}.
 */
record Template(JsonNode root) {
    static Template read() throws IOException {
        return new Template(
                YAMLMapper.builder().build().readTree(Path.of("template.yaml").toFile()));
    }

    JsonNode properties(String resource) {
        return root.path("Resources").path(resource).path("Properties");
    }

    JsonNode parameter(String name) {
        return root.path("Parameters").path(name);
    }

    /** The names of the functions by their handlers' classes. */
    TreeMap<String, String> functions() {
        TreeMap<String, String> functions = new TreeMap<>();
        root.path("Resources").properties().forEach(resource -> {
            if (resource.getValue().path("Type").asText().equals("AWS::Serverless::Function")) {
                String handler = properties(resource.getKey()).path("Handler").asText();
                functions.put(handler.replace("::handleRequest", ""), resource.getKey());
            }
        });
        return functions;
    }

    Set<String> variables(String function) {
        Set<String> variables = new TreeSet<>();
        properties(function).at("/Environment/Variables").fieldNames().forEachRemaining(variables::add);
        return variables;
    }

    /** What a function's role lets it do, where all conditions are met. */
    List<Statement> statements(String function) {
        return roleStatements(properties(function).path("Role").asText().replace(".Arn", ""));
    }

    /** What a role allows. */
    List<Statement> roleStatements(String role) {
        List<Statement> statements = new ArrayList<>();
        for (JsonNode policy : properties(role).path("Policies")) {
            policy.at("/PolicyDocument/Statement")
                    .forEach(each -> statements.add(Statement.of(each.isArray() ? each.get(1) : each)));
        }
        return statements;
    }

    /** A part of a policy. */
    record Statement(Set<String> actions, String resource) {
        private static Statement of(JsonNode statement) {
            Set<String> actions = new TreeSet<>();
            JsonNode action = statement.path("Action");
            action.forEach(each -> actions.add(each.asText()));
            if (action.isTextual()) {
                actions.add(action.asText());
            }
            return new Statement(actions, statement.path("Resource").toString());
        }
    }
}
