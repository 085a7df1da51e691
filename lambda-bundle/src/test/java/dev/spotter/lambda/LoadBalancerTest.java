package dev.spotter.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spotter.api.OpenApiRoute;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An Application Load Balancer")
class LoadBalancerTest {
    /** Elastic Load Balancing, "Using AWS Lambda with an Application Load Balancer". */
    private static final String EVENT =
            """
            {"requestContext": {"elb": {"targetGroupArn": "arn:aws:elasticloadbalancing:us-east-1:123456789012:a"}},
             "httpMethod": "GET", "path": "/openapi.yaml", "queryStringParameters": {"filename": "red%20flower.jpg"},
             "headers": {"host": "lb.example.org"}, "body": "", "isBase64Encoded": false}""";

    @Test
    @DisplayName("is told that the function reads requests of API Gateway only")
    void refused() throws IOException {
        GatewayFunction function = new GatewayFunction(
                List.of(new OpenApiRoute()),
                List.of("/api"),
                FunctionLog.of(GetPrediction.class, line -> assertThat(line).contains("\"outcome\":\"400\"")));
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        function.handle(new ByteArrayInputStream(EVENT.getBytes(UTF_8)), output, null);
        JsonNode response = LambdaJson.MAPPER.readTree(output.toByteArray());
        assertThat(response.path("statusCode").asInt()).isEqualTo(400);
        assertThat(response.path("body").asText())
                .contains("the request is from a load balancer; this function reads requests of API Gateway only");
    }
}
