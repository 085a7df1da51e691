package dev.spotter.cli;

import dev.spotter.devserver.AddressUnavailableException;
import dev.spotter.devserver.HttpSettings;

/** Who can reach a server that listens on a host. */
final class HostCheck {
    private HostCheck() {}

    static void check(HttpSettings http, boolean noToken, Diagnosis diagnosis) {
        String host = http.host();
        try {
            if (!http.isForOthers()) {
                diagnosis.ok("Host", host + " (only this machine can connect)");
            } else if (noToken) {
                diagnosis.warning(
                        "Host",
                        host + ": everybody who can connect may upload images and see predictions; leave out"
                                + " --no-token");
            } else {
                diagnosis.ok("Host", host + " (other machines can connect, with the token)");
            }
        } catch (AddressUnavailableException e) {
            diagnosis.problem("Host", "'%s': %s; choose another with --host".formatted(host, e.getMessage()));
        }
    }
}
