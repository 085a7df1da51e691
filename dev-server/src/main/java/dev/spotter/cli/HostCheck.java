package dev.spotter.cli;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Who can reach a server that listens on a host. */
final class HostCheck {
    private HostCheck() {}

    static void check(String host, boolean noToken, Diagnosis diagnosis) {
        try {
            if (InetAddress.getByName(host).isLoopbackAddress()) {
                diagnosis.ok("Host", host + " (only this machine can connect)");
            } else if (noToken) {
                diagnosis.warning(
                        "Host",
                        host + ": everybody who can connect may upload images and see predictions; leave out"
                                + " --no-token");
            } else {
                diagnosis.ok("Host", host + " (other machines can connect, with the token)");
            }
        } catch (UnknownHostException e) {
            diagnosis.problem("Host", host + " is no address of this machine; choose another with --host");
        }
    }
}
