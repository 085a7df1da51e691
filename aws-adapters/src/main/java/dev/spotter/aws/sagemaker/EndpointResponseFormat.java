package dev.spotter.aws.sagemaker;

/** The JSON formats of the usual containers for image classification. */
public enum EndpointResponseFormat {
    /** Detects one of the other formats by the response's content. */
    AUTO,
    /**
     * JumpStart's MobileNet V3, asked for {@code application/json;verbose}: {@code {"probabilities":[…],"labels":[…]}}.
     */
    JUMPSTART_VERBOSE,
    /** JumpStart's MobileNet V3: {@code {"probabilities":[…]}}, without labels. */
    JUMPSTART,
    /** SageMaker's built-in image classification: {@code {"prediction":[…]}} or the array alone, without labels. */
    BUILT_IN,
    /** DJL Serving: {@code [{"className":"…","probability":…},…]}, the best few. */
    DJL_SERVING,
    /** TorchServe's image classifier: {@code {"…":…}}, each label with its probability, the best few. */
    TORCH_SERVE
}
