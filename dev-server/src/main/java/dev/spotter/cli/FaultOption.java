package dev.spotter.cli;

import dev.spotter.emulator.Fault;
import dev.spotter.emulator.FaultRate;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A share of calls that goes wrong, as an option has it: {@code sagemaker:InvokeEndpoint=503@10%}. */
final class FaultOption implements ITypeConverter<FaultRate> {
    static final String FORM = "OPERATION=FAULT@SHARE";

    private static final String EXPECTED = "a fault must be of the form " + FORM
            + ", such as sagemaker:InvokeEndpoint=503@10%, s3:GetObject=slow:2000@50%"
            + " or sagemaker:InvokeEndpoint=424:400@2%; a FAULT is a status from 400 to 599 (424:N says that the "
            + "container responded with N), slow:MILLISECONDS, cut or truncated; a SHARE is a percentage above 0, at "
            + "most 100%";

    private static final Pattern OPTION =
            Pattern.compile("(?<operation>[a-z0-9]+:[A-Za-z*]+)=(?<kind>[a-z]+|[0-9]{3})(:(?<number>[0-9]{1,6}))?"
                    + "@(?<share>[0-9]+(\\.[0-9]+)?)%");

    /** What services call an error, where they have a name for the status. */
    private static final Map<String, String> CODES = Map.of(
            "s3 503", "SlowDown",
            "s3 500", "InternalError",
            "s3 403", "AccessDenied",
            "dynamodb 400", "ProvisionedThroughputExceededException",
            "dynamodb 500", "InternalServerError",
            "sagemaker 400", "ValidationError",
            "sagemaker 429", "ThrottlingException",
            "sagemaker 500", "InternalFailure",
            "sagemaker 503", "ServiceUnavailable",
            "sagemaker 530", "InternalDependencyException");

    FaultOption() {}

    @Override
    public FaultRate convert(String text) {
        Matcher option = OPTION.matcher(text);
        if (!option.matches()) {
            throw new TypeConversionException(EXPECTED);
        }
        String operation = option.group("operation");
        try {
            return new FaultRate(operation, Double.parseDouble(option.group("share")) / 100, fault(option), 0);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage() + "; " + EXPECTED);
        }
    }

    private static Fault fault(Matcher option) {
        String kind = option.group("kind");
        String number = option.group("number");
        if (number != null) {
            return switch (kind) {
                case "slow" -> Fault.slow(Duration.ofMillis(Long.parseLong(number)));
                case "424" -> Fault.modelError(Integer.parseInt(number), "failed on purpose");
                default -> throw new IllegalArgumentException("\"" + kind + "\" takes no number");
            };
        }
        return switch (kind) {
            case "cut" -> Fault.cutOff();
            case "truncated" -> Fault.truncated();
            case "424" -> Fault.modelError(500, "failed on purpose");
            default -> error(option.group("operation"), kind);
        };
    }

    private static Fault error(String operation, String status) {
        if (!Character.isDigit(status.charAt(0))) {
            throw new IllegalArgumentException("there is no fault \"" + status + "\"");
        }
        String service = operation.substring(0, operation.indexOf(':'));
        String code = CODES.getOrDefault(service + " " + status, "Error" + status);
        return Fault.error(Integer.parseInt(status), code, "failed on purpose");
    }
}
