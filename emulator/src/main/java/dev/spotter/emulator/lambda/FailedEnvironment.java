package dev.spotter.emulator.lambda;

/** One that could not be initialised. */
final class FailedEnvironment implements ExecutionEnvironment {
    private final byte[] error;

    FailedEnvironment(byte[] error) {
        this.error = error;
    }

    @Override
    public Invocation invoke(FunctionCall call) {
        return Invocation.functionError(call.requestId(), error);
    }

    @Override
    public boolean isUsable() {
        return false;
    }

    @Override
    public void close() {}
}
