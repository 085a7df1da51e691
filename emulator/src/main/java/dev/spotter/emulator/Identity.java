package dev.spotter.emulator;

/**
 * The one account that the emulator knows.
 *
 * @param accessKeyId letters and digits only: DynamoDB Local takes no others
 */
record Identity(String accessKeyId, String secretAccessKey, String region, String account) {
    static final Identity DEFAULT = new Identity("emulator", "emulator-secret", "us-east-1", "000000000000");

    @Override
    public String toString() {
        return "Identity[" + accessKeyId + ", " + region + "]";
    }
}
