package dev.spotter.emulator;

import dev.spotter.emulator.internal.SecretTokens;
import java.util.Locale;

/**
 * The one account that the emulator knows.
 *
 * @param accessKeyId letters and digits only: DynamoDB Local takes no others
 */
record Identity(String accessKeyId, String secretAccessKey, String region, String account) {
    static final String REGION = "us-east-1";
    static final String ACCOUNT = "000000000000";

    /** One whose credentials only this process knows. */
    static Identity random() {
        return new Identity(
                "EMULATOR" + SecretTokens.hex(12).toUpperCase(Locale.ROOT), SecretTokens.hex(40), REGION, ACCOUNT);
    }

    @Override
    public String toString() {
        return "Identity[" + accessKeyId + ", " + region + "]";
    }
}
