package dev.spotter.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotter.aws.backfill.BatchJob;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The template, for backfills,")
class BackfillTemplateTest {
    private static Template template;

    @BeforeAll
    static void read() throws IOException {
        template = Template.read();
    }

    @Test
    @DisplayName(
            "lets a job of S3 Batch Operations invoke the function, and use manifests and reports, and nothing else")
    void role() {
        assertThat(template.properties("BackfillRole").at("/AssumeRolePolicyDocument/Statement/0/Principal/Service"))
                .hasToString("\"batchoperations.s3.amazonaws.com\"");
        assertThat(template.roleStatements("BackfillRole"))
                .hasSize(2)
                .anySatisfy(statement -> {
                    assertThat(statement.actions()).isEqualTo(Set.of("lambda:InvokeFunction"));
                    assertThat(statement.resource()).isEqualTo("\"ClassifyImageFunction.Alias\"");
                })
                .anySatisfy(statement -> {
                    assertThat(statement.actions()).isEqualTo(Set.of("s3:GetObject", "s3:PutObject"));
                    assertThat(statement.resource()).contains("/%s/*\"".formatted(BatchJob.PREFIX));
                });
    }

    @Test
    @DisplayName("prints the options of the command")
    void options() {
        assertThat(template.root().at("/Outputs/BackfillOptions/Value").toString())
                .contains("--bucket ", "--prefix ", "--table ", "--function ");
        assertThat(template.root().at("/Outputs/BackfillRoleArn/Value").asText())
                .isEqualTo("BackfillRole.Arn");
    }
}
