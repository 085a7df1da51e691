package dev.spotter.lambda;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * What template.yaml makes with given parameters: its conditions are evaluated, and its functions as far as their
 * values are known before a deployment. A value of a resource is {@code ${Name.Attribute}}. Not thread-safe.
 */
final class Deployment {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z0-9:.]+)}");
    private static final Object NO_VALUE = new Object();
    private static final Map<String, String> PSEUDO_PARAMETERS = Map.of(
            "AWS::Region", "us-east-1",
            "AWS::Partition", "aws",
            "AWS::URLSuffix", "amazonaws.com",
            "AWS::AccountId", "123456789012",
            "AWS::StackName", "spotter");

    private final Map<String, Object> template;
    private final Map<String, Object> parameters = new HashMap<>(PSEUDO_PARAMETERS);
    private final Map<String, Object> resources = new TreeMap<>();
    private final Set<String> references = new TreeSet<>();

    private Deployment(Map<String, Object> template, Map<String, String> chosen) {
        this.template = template;
        parameters()
                .forEach((name, parameter) ->
                        parameters.put(name, text(map(parameter).get("Default"))));
        parameters.putAll(chosen);
        map(template.get("Resources")).forEach((name, resource) -> {
            if (isMade(map(resource))) {
                resources.put(name, resolved(resource));
            }
        });
        map(template.get("Outputs")).values().forEach(output -> {
            if (isMade(map(output))) {
                resolved(output);
            }
        });
    }

    /** @param chosen the parameters that do not have their defaults; also pseudo parameters */
    static Deployment of(Map<String, String> chosen) {
        try (Reader file = Files.newBufferedReader(Path.of("template.yaml"))) {
            return new Deployment(map(new Yaml(new Tags()).load(file)), chosen);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The parameters, each with its declaration. */
    Map<String, Object> parameters() {
        return map(template.get("Parameters"));
    }

    /** A part of a parameter's declaration, such as its default. */
    Optional<Object> parameter(String name, String part) {
        return Optional.ofNullable(map(parameters().get(name)).get(part));
    }

    /** The names of the resources that are made. */
    Set<String> resources() {
        return resources.keySet();
    }

    /** What is referred to, but is neither a parameter nor a resource that is made. */
    Set<String> missing() {
        Set<String> missing = new TreeSet<>(references);
        missing.removeAll(resources.keySet());
        return missing;
    }

    /** What all functions have in common, such as {@code MemorySize}. */
    Optional<Object> globals(String name) {
        return Optional.ofNullable(
                        map(map(template.get("Globals")).get("Function")).get(name))
                .map(this::resolved);
    }

    /** The value in a resource, such as {@code Properties/Timeout}; empty if it is not there. */
    Optional<Object> value(String resource, String path) {
        @Nullable Object value = resources.get(resource);
        for (String step : path.split("/", -1)) {
            value = value instanceof List<?> list
                    ? list.get(Integer.parseInt(step))
                    : value instanceof Map<?, ?> map ? map.get(step) : null;
        }
        return Optional.ofNullable(value);
    }

    /** What the role of a function permits, as text. */
    String permissions(String function) {
        return text(value(function + "Role", "Properties/Policies/0/PolicyDocument/Statement")
                .orElseThrow());
    }

    private boolean isMade(Map<String, Object> declared) {
        return !declared.containsKey("Condition") || condition(text(declared.get("Condition")));
    }

    private boolean condition(String name) {
        return (Boolean) resolved(map(template.get("Conditions")).get(name));
    }

    private Object resolved(@Nullable Object value) {
        if (value instanceof Call call) {
            return resolved(call);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(this::resolved).filter(v -> v != NO_VALUE).toList();
        }
        if (value instanceof Map<?, ?>) {
            Map<String, Object> map = new LinkedHashMap<>();
            map(value).forEach((key, member) -> map.put(key, resolved(member)));
            map.values().removeIf(v -> v == NO_VALUE);
            return map;
        }
        return value == null ? NO_VALUE : value;
    }

    private Object resolved(Call call) {
        List<?> arguments = call.argument() instanceof List<?> list ? list : List.of(call.argument());
        return switch (call.function()) {
            case "!Ref" -> reference(text(call.argument()));
            case "!GetAtt" -> reference(text(call.argument()));
            case "!Sub" -> substituted(arguments);
            case "!If" -> resolved(arguments.get(condition(text(arguments.get(0))) ? 1 : 2));
            case "!Condition" -> condition(text(call.argument()));
            case "!Equals" -> text(resolved(arguments.get(0))).equals(text(resolved(arguments.get(1))));
            case "!Not" -> !(Boolean) resolved(arguments.get(0));
            case "!And" -> arguments.stream().allMatch(each -> (Boolean) resolved(each));
            case "!Or" -> arguments.stream().anyMatch(each -> (Boolean) resolved(each));
            case "!Split" -> List.of(text(resolved(arguments.get(1))).split(Pattern.quote(text(arguments.get(0))), -1));
            case "!Select" -> ((List<?>) resolved(arguments.get(1))).get((Integer) arguments.get(0));
            case "!Join" ->
                String.join(
                        text(arguments.get(0)),
                        ((List<?>) resolved(arguments.get(1)))
                                .stream().map(Deployment::text).toList());
            case "!FindInMap" -> found(arguments);
            default -> throw new IllegalArgumentException("unknown function " + call.function());
        };
    }

    private Object reference(String name) {
        if (name.equals("AWS::NoValue")) {
            return NO_VALUE;
        }
        if (parameters.containsKey(name)) {
            return parameters.get(name);
        }
        references.add(name.replaceAll("[.].*", ""));
        return "${" + name + "}";
    }

    private String substituted(List<?> arguments) {
        Map<String, Object> own = arguments.size() > 1 ? map(arguments.get(1)) : Map.of();
        return VARIABLE.matcher(text(arguments.get(0)))
                .replaceAll(variable -> Matcher.quoteReplacement(text(
                        own.containsKey(variable.group(1))
                                ? resolved(own.get(variable.group(1)))
                                : reference(variable.group(1)))));
    }

    private Object found(List<?> arguments) {
        Object found = map(template.get("Mappings"));
        for (Object key : arguments) {
            found = Objects.requireNonNull(map(found).get(text(resolved(key))), () -> "no such value: " + arguments);
        }
        return found;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(@Nullable Object value) {
        return value == null ? Map.of() : (Map<String, Object>) value;
    }

    private static String text(@Nullable Object value) {
        return String.valueOf(value);
    }

    /** A function of CloudFormation. */
    private record Call(String function, Object argument) {}

    /** Reads the short forms of functions. */
    private static final class Tags extends SafeConstructor {
        private Tags() {
            super(new LoaderOptions());
            yamlMultiConstructors.put("!", new AbstractConstruct() {
                @Override
                public Object construct(Node node) {
                    return new Call(node.getTag().getValue(), argument(node));
                }
            });
        }

        private Object argument(Node node) {
            if (node instanceof ScalarNode scalar) {
                return scalar.getValue();
            }
            return node instanceof SequenceNode list
                    ? new ArrayList<>(constructSequence(list))
                    : constructMapping((MappingNode) node);
        }
    }
}
