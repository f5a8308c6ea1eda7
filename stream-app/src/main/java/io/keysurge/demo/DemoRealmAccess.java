// SPDX-License-Identifier: Apache-2.0
package io.keysurge.demo;

import java.util.Map;

/**
 * How the demo gets into its Keycloak.
 *
 * @param address base address of the Keycloak
 * @param realm the realm to make
 * @param admin administrator of the realm {@code master}
 * @param password of the administrator
 * @param sinkClient id of the client that the sink is
 * @param sinkSecret its secret
 */
public record DemoRealmAccess(
        String address, String realm, String admin, String password, String sinkClient, String sinkSecret) {

    private static final String SINK_CLIENT = "keysurge";

    /**
     * As the launcher of the demo left it in the environment.
     *
     * @throws DemoException naming the variable that is missing
     */
    public static DemoRealmAccess of(Map<String, String> environment) {
        return new DemoRealmAccess(
                variable(environment, "KEYSURGE_SINK_KEYCLOAK_URL"),
                variable(environment, "KEYSURGE_SINK_KEYCLOAK_REALM"),
                variable(environment, "DEMO_KEYCLOAK_ADMIN"),
                variable(environment, "DEMO_KEYCLOAK_ADMIN_PASSWORD"),
                SINK_CLIENT,
                variable(environment, "KEYSURGE_SINK_KEYCLOAK_CLIENT_SECRET"));
    }

    private static String variable(Map<String, String> environment, String name) {
        String value = environment.get(name);
        if (value == null) {
            throw new DemoException(name + ": not set (expected: by ./keysurge demo --live-sink)");
        }
        return value;
    }

    @Override
    public String toString() {
        return "realm " + realm + " at " + address;
    }
}
