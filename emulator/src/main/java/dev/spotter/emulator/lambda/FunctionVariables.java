package dev.spotter.emulator.lambda;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A function's environment (Lambda Developer Guide, "Working with Lambda environment variables"). */
final class FunctionVariables {
    private FunctionVariables() {}

    static Map<String, String> of(
            FunctionSettings function, String handler, JavaHome java, Path taskRoot, Path runtime, String runtimeApi) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("PATH", "/usr/local/bin:/usr/bin:/bin");
        all.put("LANG", "en_US.UTF-8");
        all.put("TZ", ":UTC");
        all.put("AWS_REGION", "us-east-1");
        all.put("AWS_DEFAULT_REGION", "us-east-1");
        all.put("AWS_EXECUTION_ENV", "AWS_Lambda_java" + java.feature());
        all.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
        all.put("AWS_XRAY_CONTEXT_MISSING", "LOG_ERROR");
        // In Lambda the variables above cannot be set; here, the function's credentials and region come this way.
        all.putAll(function.environment());
        all.put("AWS_LAMBDA_FUNCTION_NAME", function.name());
        all.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
        all.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(function.memoryMegabytes()));
        all.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + function.name());
        all.put("AWS_LAMBDA_LOG_STREAM_NAME", "emulator");
        all.put("AWS_LAMBDA_RUNTIME_API", runtimeApi);
        all.put("LAMBDA_TASK_ROOT", taskRoot.toString());
        all.put("LAMBDA_RUNTIME_DIR", runtime.toString());
        all.put("_HANDLER", handler);
        return all;
    }
}
